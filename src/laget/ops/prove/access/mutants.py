"""The row policies and what they call, each with one clause taken out or turned round."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from laget.database import policies
from laget.database.policies import GUARDED

FOLDER = Path(policies.__file__).parent
FUNCTION = re.compile(r"^create (?:or replace )?function (\w+)\(.*?\$\$.*?\$\$;", re.DOTALL | re.MULTILINE)
WORD = re.compile(r"'(?:[^']|'')*'|[()]|\w+|--[^\n]*|.", re.DOTALL)
BEFORE = {"where", "and", "or"}
BEHIND = {
    "where",
    "join",
    "left",
    "and",
    "or",
    "order",
    "limit",
    "group",
    "union",
    "window",
    "then",
    "else",
    "end",
    "for",
}
# What decides who sees; the others decide who writes.
OF_SEEING = {
    "access.sql": (
        "asking_seat", "in_force", "is_of_age", "answers_for", "answer_to", "all_said_yes",
        "consented_unchecked", "excluded_cases", "my_cases", "led_units", "my_groups", "my_case_children",
        "my_family_cases", "my_worklist_among", "met_on_worklist", "offered_cases",
    ),
    "family.sql": (
        "family_cases", "family_meetings", "family_goals", "family_measures", "family_words",
        "family_services",
    ),
    "levels.sql": ("past_the_first",),
    "baton.sql": ("holders_of", "holders_unchecked"),
    "team.sql": ("teams_of",),
}  # fmt: skip


ONES_OWN = {"foundation_draft", "foundation_sentform"}  # of no case


WRITTEN = (
    "cases_entry", "cases_concern", "cases_exclusion", "meetings_voiceentry", "moves_move", "plans_goal",
    "plans_measure", "plans_planchange", "plans_evaluation", "plans_measurereview", "meetings_meeting",
    "consents_invitedservice", "consents_consent",
)  # fmt: skip


# Clauses that say what something else says too: to be quick, or to refuse in the same words as all else.
REVIEW, ANSWER = "add on plans_measurereview", "add on consents_consent"
SAID_TWICE = (
    ("my_worklist_among", "where true and unit_id"),  # whoever asks looks for the ids that were given
    ("met_on_worklist", "c.closed_at is null and true"),  # a child of the own groups is seen by its group
    ("holders_unchecked", "where true and holding"),  # the team is asked of the same cases
    ("holders_of", "any(ids) and true and"),  # asked again of what was found
    # An invitation ends with its case.
    ("change on consents_invitedservice", "c.id = case_id and true and c.sealed_at"),
    (ANSWER, "then acts(case_id) and true else"),
    (ANSWER, "where true and coalesce(c.closed_at"),
    (ANSWER, "c.id = case_id and true"),
    # A foreign key says it too, and tells whoever asks that there is such a row.
    (REVIEW, "laget_now()) and true and exists (select from plans_measure"),
    (REVIEW, "plans_evaluation parent where true"),
    (REVIEW, "evaluation_id and true"),
    (REVIEW, "plans_measurereview.case_id) and true"),
    (REVIEW, "plans_measure parent where true"),
    (REVIEW, "plans_measure parent where not"),
    (REVIEW, "measure_id and true"),
)


class Mutant(NamedTuple):
    """`told`: what may tell of it, of DECIDERS in access.py; `table`: where somebody must write to notice."""

    what: str
    order: str
    told: str
    table: str = ""


def all_of_them() -> Iterator[Mutant]:
    for mutant in (*of_seeing(), *of_writing()):
        if not any(mutant.what.startswith(name) and said in mutant.what for name, said in SAID_TWICE):
            yield mutant


def of_seeing() -> Iterator[Mutant]:
    for table, rows in GUARDED.items():
        if table in ONES_OWN:
            continue
        for now in _mutated(rows.see):
            policy = f"see on {table} using ({now})"
            told = "both" if table == "people_person" else "staff"
            yield Mutant(policy, f"alter policy {policy}", told)
    for file, names in OF_SEEING.items():
        for found in FUNCTION.finditer((FOLDER / file).read_text()):
            if found[1] in names:
                whole = found[0].replace("create function", "create or replace function")
                told = "family" if file == "family.sql" else "both"
                yield from (
                    Mutant(f"{found[1]}: {where(whole, each)}", each, told) for each in mutations(whole)
                )


def of_writing() -> Iterator[Mutant]:
    """Of the tables that laget.ops.prove.access.writing writes in."""
    for table in WRITTEN:
        rows = GUARDED[table]
        for now in _mutated(rows.add):
            yield _policy(table, f"add on {table} with check ({now})")
        for now in _mutated(rows.changeable) if rows.change else ():
            becomes = rows.changed or now
            yield _policy(table, f"change on {table} using ({now}) with check ({becomes})")
        for now in _mutated(rows.changed):
            yield _policy(table, f"change on {table} using ({rows.changeable}) with check ({now})")


def _mutated(condition: str) -> Iterator[str]:
    for said in mutations(f"where {condition}") if condition else ():
        yield said.removeprefix("where ")


def _policy(table: str, policy: str) -> Mutant:
    return Mutant(policy, f"alter policy {policy}", "writers", table)


def where(before: str, after: str) -> str:
    """About the place where they differ."""
    differs = next((n for n, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), 0)
    return " ".join(after[max(0, differs - 40) : differs + 60].split())


def mutations(sql: str) -> Iterator[str]:
    """Each condition once taken out and once turned round."""
    for start, end, joined in conditions(sql):
        said = sql[start:end]
        neutral = "false" if joined == "or" else "true"
        yield f"{sql[:start]} {neutral} {sql[end:]}"
        yield f"{sql[:start]} not coalesce(({said}), false) {sql[end:]}"


def conditions(sql: str) -> Iterator[tuple[int, int, str]]:
    """From and to where each stands, and by which word it is joined to its neighbours."""
    begins = sql.find("$$") + 1
    words = [(found.start(), found[0].lower()) for found in WORD.finditer(sql, begins)]
    for place, (at, word) in enumerate(words):
        if word in BEFORE and not _is_of_between(words, place):
            end, behind = _end(words, place, len(sql))
            if sql[at + len(word) : end].strip():
                yield at + len(word), end, "or" if "or" in (word, behind) else "and"


def _end(words: list[tuple[int, str]], place: int, length: int) -> tuple[int, str]:
    """Where the condition that begins behind this word ends, and with which word."""
    depth = cases = 0
    for at, word in words[place + 1 :]:
        depth += (word == "(") - (word == ")")
        ended = word in BEHIND and depth == 0 and cases == 0
        if depth < 0 or ended or word in (";", "$"):
            return at, word
        cases += (word == "case") - (word == "end")
    return length, ""


def _is_of_between(words: list[tuple[int, str]], place: int) -> bool:
    before = [word for _at, word in words[max(0, place - 6) : place] if word.strip()]
    return "between" in before
