"""Puts functions, row policies and grants in place after every migration, from files that can be read."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

from laget.database.choices import one_of_its_choices
from laget.database.open_to_all import CALLABLE, READABLE
from laget.database.policies import GUARDED, Rows
from laget.rules.child_names import in_a_word, taken_away
from laget.rules.days import HORIZON
from laget.rules.names import HIDDEN, SPACES, listed
from laget.rules.subjects import FOLLOWS, YES_LASTS_YEARS

FILES = (
    "levels.sql",
    "access.sql",
    "absence.sql",
    "beginning.sql",
    "team.sql",
    "let_in.sql",
    "notes.sql",
    "names.sql",
    "subjects.sql",
    "naming.sql",
    "facts.sql",
    "moves.sql",
    "help_ends.sql",
    "recorded.sql",
    "baton.sql",
    "sealed.sql",
    "record.sql",
    "family.sql",
    "asked.sql",
    "answering.sql",
    "log.sql",
    "sessions.sql",
    "sign_in.sql",
    "drafts.sql",
)
APP, BACKUP = "laget_app", "laget_backup"
LAST_LETTER = 0x3FFFF  # behind it Unicode has only signs that nobody sees, which are taken out first


def install(cursor: Any) -> None:
    """Safe to run again. First takes everything from the restricted role: what is not given is closed."""
    for statement in statements():
        cursor.execute(statement)


def statements() -> Iterator[str]:
    yield _by_subject("who_answers", {each: follows.answers for each, follows in FOLLOWS.items()})
    yield _by_subject("record_of", {each: follows.record for each, follows in FOLLOWS.items()})
    yield _of_the_rules("seen_of(text_ text)", f"regexp_replace(text_, '{HIDDEN}', '', 'g')")
    yield _of_the_rules("spaces()", f"'{SPACES}'")
    yield _of_the_rules("taken_away()", f"'[{_letters(taken_away)}]'")
    yield _of_the_rules("folded(text_ text)", _folded())
    yield _of_the_rules("between_words()", f"'[^{_letters(in_a_word)}]+'")
    yield _of_the_rules("yes_lasts_years()", f"{YES_LASTS_YEARS}", of="integer")
    yield _of_the_rules("days_ahead()", f"{HORIZON.days}", of="integer")
    for name in FILES:
        yield (Path(__file__).parent / name).read_text()
    yield f"revoke all on all tables in schema public from {APP}"
    yield f"revoke all on all functions in schema public from public, {APP}"
    yield "revoke create on schema public from public"
    yield f"grant usage on schema public to {APP}, {BACKUP}"
    yield f"grant select on all tables in schema public to {BACKUP}"
    for table in READABLE:
        yield f"grant select on {table} to {APP}"
    for function in CALLABLE:
        yield f"grant execute on function {function} to {APP}"
    for table, rows in GUARDED.items():
        yield from _guard(table, rows)
    yield (Path(__file__).parent / "days.sql").read_text()
    yield from one_of_its_choices()


def _by_subject(name: str, words: Mapping[str, str]) -> str:
    """What follows from whom a case is about, as a function: the table in the rules is the only place."""
    cases = " ".join(f"when '{subject}' then '{word}'" for subject, word in words.items())
    return (
        f"create or replace function {name}(subject_ text) returns text language sql immutable parallel safe"
        f" as $$ select case subject_ {cases} end $$"
    )


def _of_the_rules(signature: str, answer: str, of: str = "text") -> str:
    """A function that answers by what stands in the rules."""
    return (
        f"create or replace function {signature} returns {of} language sql immutable parallel safe"
        f" as $$ select {answer} $$"
    )


@cache
def _letters(fits: Callable[[str], bool]) -> str:
    """All that fit: neither has to know what the other knows of Unicode."""
    return listed(number for number in range(1, LAST_LETTER + 1) if fits(chr(number)))


def _folded() -> str:
    """Python's `casefold` of letters that are taken apart: before version 18 PostgreSQL has none."""
    folds = {each: each.casefold() for each in map(chr, range(1, LAST_LETTER + 1)) if each.casefold() != each}
    apart = {each: fold for each, fold in folds.items() if normalize("NFKD", each) == each}
    one = {each: fold for each, fold in apart.items() if len(fold) == 1}
    said = f"translate(text_, '{''.join(one)}', '{''.join(one.values())}')"
    for each, fold in sorted(apart.items() - one.items()):
        said = f"replace({said}, '{each}', '{fold}')"
    only_plain = r"text_ ~ '^[\u0001-\u007f]*$'"
    return f'case when {only_plain} then lower(text_ collate "C") else {said} end'


def _guard(table: str, rows: Rows) -> Iterator[str]:
    yield f"alter table {table} enable row level security"
    yield f"alter table {table} force row level security"
    for policy in ("see", "add", "change", "remove"):
        yield f"drop policy if exists {policy} on {table}"
    yield f"grant select, insert on {table} to {APP}"
    yield f"create policy see on {table} for select to {APP} using ({rows.see})"
    yield f"create policy add on {table} for insert to {APP} with check ({rows.add})"
    if rows.change:
        yield f"grant update ({', '.join(rows.change)}) on {table} to {APP}"
        yield (
            f"create policy change on {table} for update to {APP}"
            f" using ({rows.changeable}) with check ({rows.becomes})"
        )
    if rows.remove:
        yield f"grant delete on {table} to {APP}"
        yield f"create policy remove on {table} for delete to {APP} using ({rows.remove})"
