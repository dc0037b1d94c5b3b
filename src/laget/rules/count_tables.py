"""The tables of a pathway file that wait for time to pass: `[[count]]` and `[[level.proposal]]`."""

from laget.rules.counting import WINDOWS, Count
from laget.rules.durations import Duration
from laget.rules.proposals import Proposal
from laget.rules.reading import DURATION, Table, read_condition
from laget.rules.unknown_words import unknown
from laget.rules.vocabulary import AbsenceKind, Actor, Period, Teller, Unit, fact_that_names

WITHIN = f"“4 weeks”, or one of {', '.join(Period)}"


def read_count(table: Table) -> Count:
    count = Count(
        id=table.name(),
        title=table.text("title", required=True),
        says=table.text("says", required=True),
        category=table.string("category", required=True),
        tell=_teller(table),
        law=table.string("law"),
        kinds=_kinds(table),
        in_a_row=_in_a_row(table),
        share=table.percent("share"),
        times=table.number("times", "a number, such as 5", required=False),
        within=_within(table),
        resets=Period(table.one_of("resets", Period, default=Period.SCHOOL_YEAR)),
    )
    _one_thing(table)
    return count


def read_proposal(table: Table) -> Proposal:
    proposal = Proposal(
        id=table.name(),
        title=table.text("title", required=True),
        says=table.text("says", required=True),
        by=Actor(table.one_of("by", Actor)),
        exit=table.string("exit", required=True),
        lasting=table.amount("lasting"),
        after=table.string("after"),
        condition=read_condition(table),
    )
    if not proposal.condition.when and not (proposal.lasting and proposal.after):
        table.fault("", "Say what it waits for: “when”, or “lasting” and what it lasts “after”.")
    return proposal


def _teller(table: Table) -> Teller:
    if fact_that_names(str(table.values.get("tell", ""))):
        table.read.add("tell")
        said = f"Before there is a case, nobody is named. Write one of {', '.join(Teller)}."
        table.fault("tell", said)
        return Teller.LEADER
    return Teller(table.one_of("tell", Teller))


def _kinds(table: Table) -> frozenset[AbsenceKind]:
    known = set(map(str, AbsenceKind))
    named = table.strings("kinds")
    for kind in named:
        if kind not in known:
            table.fault("kinds", unknown(kind, known))
    return frozenset(AbsenceKind(kind) for kind in named if kind in known)


def _in_a_row(table: Table) -> int | None:
    said = table.values.get("in_a_row", "")
    duration = table.duration("in_a_row") if isinstance(said, str) else None
    if not isinstance(said, str) or (duration and duration.unit is not Unit.SCHOOL_DAYS):
        table.read.add("in_a_row")
        table.fault("in_a_row", "“in_a_row” is counted in school days: “5 school days”.")
    return duration.amount if duration else None


def _within(table: Table) -> Duration | Period | None:
    written = table.string("within")
    if written in set(Period):
        return Period(written)
    duration = table.duration("within") if DURATION.match(written) else None
    if written and (duration is None or duration.unit not in WINDOWS):
        table.fault("within", f"“{written}” should be {WITHIN}; a window is in days or weeks.")
    return duration


def _one_thing(table: Table) -> None:
    counted = [key for key in ("in_a_row", "share", "times") if key in table.values]
    if len(counted) != 1:
        table.fault("", "Say what is counted: one of “in_a_row”, “share” and “times”.")
    elif counted == ["in_a_row"] and "within" in table.values:
        table.fault("within", "Days in a row have no “within”.")
    elif counted != ["in_a_row"] and "within" not in table.values:
        table.fault("", f"“within” is missing: {WITHIN}.")
    if table.values.get("times") == 0:
        table.fault("times", "“times” should be at least 1.")
