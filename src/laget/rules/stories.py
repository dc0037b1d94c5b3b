"""Stories: what happens to one invented child, with dates, and what must then be true.

They stand in the pathway's own file, where they are its tests, or in a file of their own.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laget.rules.counting import Away
from laget.rules.durations import Duration
from laget.rules.reading import Faults, Table
from laget.rules.subjects import Subject
from laget.rules.toml_lines import Path, places_of
from laget.rules.vocabulary import SUBJECT, AbsenceKind

# What `due` may say instead of a date.
IN_WORDS, NOT_DUE = "in words", "none"


@dataclass(frozen=True)
class Expected:
    """What must be true after an event; None where the story does not say. `due` maps a fact to its last day,
    to IN_WORDS or to NOT_DUE, and `opens` to the first day of its window; `title` is the step's, and `holder`
    what the holder is called, in any language."""

    level: str | None
    step: str | None
    title: str | None
    holder: str | None
    by: str | None
    closed: bool | None
    missing: frozenset[str] | None
    open: frozenset[str] | None
    offered: frozenset[str] | None
    refused: frozenset[str] | None
    told: frozenset[str] | None
    proposed: frozenset[str] | None
    due: dict[str, date | str]
    opens: dict[str, date | str]


@dataclass(frozen=True)
class Event:
    """What happens on a day: facts become true or cease to be, and the case may move. `path` is its table.

    `opened` is when somebody reports the worry of a story that begins before it. `dates` are those that are
    filled in for facts of kind “date”, which thereby become true.
    """

    on: date | None
    after: Duration | None
    happens: tuple[str, ...]
    dates: dict[str, date]
    undone: tuple[str, ...]
    absent: tuple[Away, ...]
    opened: bool
    takes: str
    to: str
    seals: bool
    reopens: bool
    then: Expected
    path: Path


@dataclass(frozen=True)
class Story:
    title: str
    wonder: date
    entry: str
    facts: tuple[str, ...]
    opens: bool
    events: tuple[Event, ...]


def read_story(table: Table) -> Story:
    category, service = table.string("category"), table.string("service")
    subject = table.string("subject", default=Subject.CHILD)
    return Story(
        title=table.string("title", required=True),
        wonder=table.day("wonder", required=True) or date.min,
        entry=table.string("entry"),
        facts=(
            *([f"category.{category}"] if category else []),
            *([f"service.{service}"] if service else []),
            f"{SUBJECT}.{subject}",
        ),
        opens=table.truth("opens") or "opens" not in table.values,
        events=table.each("event", _event),
    )


def read_stories(text: str) -> tuple[tuple[Story, ...], Faults]:
    """The stories of a file of their own. Raises tomllib.TOMLDecodeError when it is not TOML."""
    faults = Faults(places_of(text))
    top = Table(tomllib.loads(text), (), faults)
    stories = top.each("story", read_story)
    top.done()
    return stories, faults


def _event(table: Table) -> Event:
    on, after = table.day("on"), table.duration("after")
    if (on is None) == (after is None):
        table.fault("", "Say when it happens: “on” a date, or “after” an amount of time, and not both.")
    return Event(
        on=on,
        after=after,
        happens=table.strings("happens"),
        dates=_dates(table.table("dates")),
        undone=table.strings("undone"),
        absent=_absent(table),
        opened=table.truth("opened"),
        takes=table.string("takes"),
        to=table.string("to"),
        seals=table.truth("seals"),
        reopens=table.truth("reopens"),
        then=_expected(table.table("then")),
        path=table.path,
    )


def _absent(table: Table) -> tuple[Away, ...]:
    kind = AbsenceKind(table.one_of("absent_kind", AbsenceKind, default=AbsenceKind.UNEXCUSED))
    share = Decimal(table.percent("absent_share") or 100) / 100
    return tuple(Away(day, kind, share) for day in table.days("absent"))


def _expected(table: Table) -> Expected:
    expected = Expected(
        level=table.string("level") or None,
        step=table.string("step") or None,
        title=table.string("title") or None,
        holder=table.string("holder") or None,
        by=table.string("by") or None,
        closed=table.truth("closed") if "closed" in table.values else None,
        missing=_listed(table, "missing"),
        open=_listed(table, "open"),
        offered=_listed(table, "offered"),
        refused=_listed(table, "refused"),
        told=_listed(table, "told"),
        proposed=_listed(table, "proposed"),
        due=_due(table.table("due"), IN_WORDS, NOT_DUE),
        opens=_due(table.table("opens"), NOT_DUE),
    )
    table.done()
    return expected


def _listed(table: Table, key: str) -> frozenset[str] | None:
    return frozenset(table.strings(key)) if key in table.values else None


def _dates(table: Table) -> dict[str, date]:
    told = {fact: day for fact in table.values if (day := table.day(fact))}
    table.done()
    return told


def _due(table: Table, *words: str) -> dict[str, date | str]:
    due: dict[str, date | str] = {}
    for fact, says in table.values.items():
        table.read.add(fact)
        if isinstance(says, date) or says in words:
            due[fact] = says
        elif isinstance(says, dict):
            named = f"{fact}.{next(iter(says), '')}"
            table.fault(fact, f'A name with a point stands in quotes: "{named}" = ….')
        else:
            table.fault(fact, f"“{fact}” should be a date or one of {', '.join(words)}.")
    return due
