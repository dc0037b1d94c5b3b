"""The tables of a pathway file from `[[level]]` down, each read into its frozen value."""

from laget.rules.count_tables import read_proposal
from laget.rules.duties import Deadline, Duty, Escalation, Sooner
from laget.rules.exceptions import Entry, Exemption
from laget.rules.pathway import Exit, Level, Step, Warning
from laget.rules.reading import Table, read_condition
from laget.rules.variants import Variant
from laget.rules.vocabulary import Actor, Anchor, Holding

ACTORS = f"one of {', '.join(Actor)}, or somebody a fact named"

PROTECTS = "“violence” in quotes, on the one level for sealed cases: no file can switch it off"


def read_level(table: Table) -> Level:
    return Level(
        id=table.name(),
        label=table.string("label", required=True),
        title=table.text("title", required=True),
        about=table.text("about"),
        holder=Holding(table.one_of("holder", Holding, default=Holding.NONE)),
        role=table.string("role"),
        protects=table.string("protects", what=PROTECTS),
        inside=table.string("inside"),
        outside=table.truth("outside"),
        any_order=table.truth("any_order"),
        by=table.one_of("by", Actor, default=Actor.LEADER),
        steps=table.each("step", _step),
        anywhere=table.each("exit", _exit),
        proposals=table.each("proposal", read_proposal),
    )


def read_entry(table: Table) -> Entry:
    return Entry(
        id=table.name(),
        title=table.text("title", required=True),
        help=table.text("help"),
        target=table.string("to", required=True),
        services=table.services(),
    )


def read_exemption(table: Table) -> Exemption:
    return Exemption(
        fact=table.string("for", required=True),
        by=table.string("by", required=True, what=ACTORS),
        at_most=table.duration("at_most", required=True),
    )


def _step(table: Table) -> Step:
    return Step(
        id=table.name(),
        title=table.text("title", required=True),
        help=table.text("help"),
        by=table.string("by", required=True, what=ACTORS),
        done_when=table.strings("done_when"),
        guardians=table.truth("guardians"),
        hear_child=table.truth("hear_child"),
        optional=table.truth("optional"),
        beside=table.truth("beside"),
        track=table.name("track", required=False),
        meeting=table.string("meeting"),
        resources=table.strings("resources"),
        forms=table.strings("forms"),
        deadlines=table.each("deadline", _deadline),
        warnings=table.each("warning", _warning),
        exits=table.each("exit", _exit),
        proposals=table.each("proposal", read_proposal),
        condition=read_condition(table),
        variants=table.each("variant", _variant),
    )


def _variant(table: Table) -> Variant:
    if not table.values.get("when") and not table.values.get("unless"):
        table.fault("", "A [[level.step.variant]] says for whom it is: write “when” or “unless”.")
    return Variant(
        condition=read_condition(table),
        title=table.text("title"),
        help=table.text("help"),
        by=table.string("by", what=ACTORS),
        meeting=table.string("meeting"),
        resources=table.strings("resources"),
    )


def _deadline(table: Table) -> Deadline:
    before = table.string("before")
    after = table.string("after", default="" if before else Anchor.LEVEL_ENTERED)
    if before and after:
        table.fault("after", "A deadline counts from one day: write “after” or “before”, and not both.")
    return _counted(table, after=after, before=before)


def _duty(table: Table) -> Duty:
    """It counts from the day its exit is taken; unfolding says so."""
    return Duty(by=table.string("by", required=True, what=ACTORS), deadline=_counted(table, after=""))


def _counted(table: Table, *, after: str, before: str = "") -> Deadline:
    return Deadline(
        fact=table.string("for", required=True),
        after=after,
        before=before,
        at_most=table.amount("at_most"),
        at_least=table.amount("at_least"),
        every=table.amount("every"),
        on=table.day_of_year("on"),
        body=table.body("body"),
        sooner=table.each("sooner", _sooner),
        missed=table.each("missed", _missed),
        says=table.text("says", required=True),
        law=table.string("law"),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to"),
        condition=read_condition(table),
    )


def _sooner(table: Table) -> Sooner:
    return Sooner(at_most=table.amount("at_most", required=True), condition=read_condition(table))


def _missed(table: Table) -> Escalation:
    return Escalation(tell=Actor(table.one_of("tell", Actor)), after=table.duration("after"))


def _warning(table: Table) -> Warning:
    return Warning(
        text=table.text("text", required=True), law=table.string("law"), condition=read_condition(table)
    )


def _exit(table: Table) -> Exit:
    return Exit(
        id=table.name(),
        title=table.text("title", required=True),
        help=table.text("help"),
        targets=_targets(table),
        requires=table.strings("requires"),
        helped=table.truth("helped"),
        reason=table.truth("reason"),
        checked_by=table.string("checked_by", what=ACTORS),
        duties=table.each("duty", _duty),
        condition=read_condition(table),
    )


def _targets(table: Table) -> tuple[str, ...]:
    if isinstance(table.values.get("to"), list):
        return table.strings("to")
    return (table.string("to", required=True),)
