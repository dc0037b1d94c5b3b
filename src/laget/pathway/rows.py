"""What the database needs of a pathway to refuse a move by itself, as rows."""

from collections.abc import Iterator

from laget.pathway.models import (
    PathwayCategory,
    PathwayEntry,
    PathwayExit,
    PathwayFact,
    PathwayLevel,
    PathwayMeeting,
    PathwayStep,
    PathwaySubject,
    PathwayVersion,
)
from laget.rules.answers import answers_to
from laget.rules.asked import asked_by_deadlines
from laget.rules.conditions import Condition, exemption_from
from laget.rules.pathway import Exit, Level, Pathway
from laget.rules.vocabulary import CHECKED, FILLED, MISSED, OF_ONE_INVITED, TOOK, Anchor, Lasting, Unit
from laget.rules.written import named_on

# Not a fact that anybody records: without it the database gives nobody the child's days away.
ABSENCE_DAYS = "counts.absence_days"


def write_rows(version: PathwayVersion, pathway: Pathway, using: str) -> None:
    levels = pathway.levels
    PathwayLevel.objects.using(using).bulk_create(
        PathwayLevel(
            version=version, level=level.id, position=number, protects=level.protects, holder=level.holder
        )
        for number, level in enumerate(levels)
    )
    PathwayStep.objects.using(using).bulk_create(row for level in levels for row in _steps(version, level))
    PathwayExit.objects.using(using).bulk_create(row for level in levels for row in _exits(version, level))
    PathwayEntry.objects.using(using).bulk_create(
        PathwayEntry(version=version, entry=entry.id, target=entry.target, services=sorted(entry.services))
        for entry in pathway.entries
    )
    PathwayCategory.objects.using(using).bulk_create(
        PathwayCategory(version=version, category=each.id, services=sorted(each.services))
        for each in pathway.categories
    )
    PathwaySubject.objects.using(using).bulk_create(
        PathwaySubject(version=version, subject=each.id, services=sorted(each.services))
        for each in pathway.subjects
    )
    PathwayMeeting.objects.using(using).bulk_create(
        PathwayMeeting(version=version, meeting=each.id, guardians=each.guardians)
        for each in pathway.meetings
    )
    PathwayFact.objects.using(using).bulk_create(_facts(version, pathway))


def _steps(version: PathwayVersion, level: Level) -> Iterator[PathwayStep]:
    for step in level.steps:
        yield PathwayStep(
            version=version,
            level=level.id,
            step=step.id,
            rank=step.rank,
            track=step.track,
            optional=step.optional,
            done_when=sorted(step.done_when),
            dues=sorted(asked_by_deadlines(step.deadlines)),
            **_applies(step.condition),
        )


def _exits(version: PathwayVersion, level: Level) -> Iterator[PathwayExit]:
    for step in level.steps:
        for way in step.exits:
            yield _exit(version, level, step.id, way)
    for way in level.anywhere:
        yield _exit(version, level, "", way)


def _exit(version: PathwayVersion, level: Level, step: str, way: Exit) -> PathwayExit:
    return PathwayExit(
        version=version,
        level=level.id,
        step=step,
        exit=way.id,
        targets=list(way.targets),
        requires=sorted(way.requires),
        reason=way.reason,
        owes=sorted({duty.deadline.fact for duty in way.duties}),
        checked_by=way.checked_by,
        **_applies(way.condition),
    )


def _applies(condition: Condition) -> dict[str, list[str]]:
    return {"applies_when": sorted(condition.when), "applies_unless": sorted(condition.unless)}


def _facts(version: PathwayVersion, pathway: Pathway) -> Iterator[PathwayFact]:
    for declared in pathway.facts:
        yield PathwayFact(
            version=version,
            fact=declared.id,
            kind=declared.kind,
            lasts=declared.lasts,
            guardians=declared.guardians,
            answers=list(answers_to(declared)),
        )
    for form in pathway.forms:
        fact = f"{FILLED}.{form.id}"
        yield PathwayFact(version=version, fact=fact, lasts=form.lasts, guardians=form.guardians)
    for exemption in pathway.exemptions:
        fact = exemption_from(exemption.fact)
        longest = exemption.at_most.longest_days
        yield PathwayFact(
            version=version, fact=fact, lasts=Lasting.CASE, by=exemption.by, longest_days=longest
        )
    levels = pathway.levels
    checks = {way.id: way.checked_by for level in levels for way in level.exits() if way.checked_by}
    for way, checker in checks.items():
        yield PathwayFact(version=version, fact=f"{CHECKED}.{way}", lasts=Lasting.ROUND, by=checker)
    for fact in sorted(_asked_about(pathway)):
        yield PathwayFact(version=version, fact=fact, lasts=Lasting.CASE)
    for proposal in {each.id: each for level in levels for each in level.proposed()}.values():
        yield PathwayFact(version=version, fact=proposal.declined, lasts=Lasting.ROUND, by=proposal.by)


def _asked_about(pathway: Pathway) -> set[str]:
    """What the database works out only where the pathway asks: exits that were taken, meetings that nobody
    came to, the service that a case began at as if it were invited, when something last happened, and the
    child's days away."""
    named = {fact for level in pathway.levels for fact in named_on(level)}
    prefixes = (f"{TOOK}.", f"{MISSED}.")
    asked = {
        fact
        for fact in named
        if fact.startswith(prefixes) or fact in OF_ONE_INVITED or fact == Anchor.LAST_EVENT
    }
    return asked | ({ABSENCE_DAYS} if Unit.ABSENCE_DAYS in pathway.counts_in else set())
