"""Playing a story: one event after another, and what the rules say then, held against what it expects."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from laget.rules import moving
from laget.rules.answers import with_questions, without_answers_before
from laget.rules.conditions import exemption_from
from laget.rules.counting import Away, counted, reached
from laget.rules.days import Days
from laget.rules.deadlines import Due, last_day
from laget.rules.invited import of_own_service, with_invited, with_undone
from laget.rules.pathway import Pathway, Step
from laget.rules.progress import Progress, progress
from laget.rules.roles import holder_on
from laget.rules.standing import Standing
from laget.rules.stories import IN_WORDS, NOT_DUE, Event, Story
from laget.rules.texts import Text
from laget.rules.vocabulary import BEGAN, DATE, Anchor


@dataclass(frozen=True)
class Played:
    """The case after one event. `failures` say in a sentence each what was expected and is not so.

    `opened` is false while there is no case yet: `standing` is then where one would begin.
    """

    event: Event
    on: date
    standing: Standing
    progress: Progress
    opened: bool
    proposed: frozenset[str]
    failures: tuple[str, ...]


@dataclass
class _Case:
    pathway: Pathway
    days: Days
    standing: Standing
    on: date
    opened: bool
    absence: tuple[Away, ...] = ()
    refused: frozenset[str] | None = None
    failures: list[str] = field(default_factory=list)

    @property
    def progress(self) -> Progress:
        return progress(self.pathway, self.standing, today=self.on, days=self.days)

    @property
    def proposed(self) -> frozenset[str]:
        """The counts that are reached, and once there is a case, what is proposed in it."""
        if self.opened:
            return frozenset(each.proposal.id for each in self.progress.proposals)
        counted = reached(self.pathway.counts, self.absence, today=self.on, days=self.days)
        return frozenset(each.count.id for each in counted)


def play(pathway: Pathway, story: Story, days: Days) -> Iterator[Played]:
    """Each event with what it led to. Raises KeyError when the story's entry is not the pathway's."""
    standing = _begun(pathway, story, story.wonder)
    case = _Case(pathway, days, standing, story.wonder, story.opens)
    for event in story.events:
        case.failures = []
        _happen(case, event, story)
        failures = (*case.failures, *_failures(case, event))
        yield Played(event, case.on, case.standing, case.progress, case.opened, case.proposed, failures)


def _begun(pathway: Pathway, story: Story, on: date) -> Standing:
    facts = {fact: on for fact in (*story.facts, *of_own_service(story.facts))}
    return moving.opened(pathway, on=on, wonder_on=story.wonder, facts=facts, entry=story.entry)


def _happen(case: _Case, event: Event, story: Story) -> None:
    later = last_day(case.on, event.after, case.days) if event.after else event.on
    case.on = later or case.on
    case.absence = (*case.absence, *event.absent)
    case.days = replace(case.days, absent=tuple(sorted({each.on for each in case.absence})))
    if event.opened:
        case.opened, case.standing = True, _begun(case.pathway, story, case.on)
    if case.opened:
        _happen_in_case(case, event)


def _happen_in_case(case: _Case, event: Event) -> None:
    told = {fact: min(day, case.on) for fact, day in event.dates.items()}
    told |= {f"{DATE}.{fact}": day for fact, day in event.dates.items()}
    named = with_invited(with_questions(event.happens, case.pathway))
    happens = dict.fromkeys(named, case.on)
    before = without_answers_before(case.standing.facts, event.happens, case.pathway)
    true = {**before, **happens, **told}
    undone = with_undone(event.undone, happens, case.standing.facts)
    undone |= {f"{DATE}.{fact}" for fact in event.undone}
    facts = {fact: since for fact, since in true.items() if fact not in undone}
    if event.happens or event.dates or event.undone or event.takes:
        facts[Anchor.LAST_EVENT] = case.on
    facts = _with_beginnings(case.standing.facts, _without_what_ended(case, facts))
    case.standing = replace(case.standing, facts=facts)
    case.refused = None
    if event.seals:
        case.standing = moving.sealed(case.pathway, case.standing, on=case.on)
    if event.reopens:
        case.standing = moving.reopened(case.pathway, case.standing, on=case.on)
    if event.takes:
        _take(case, event)


def _take(case: _Case, event: Event) -> None:
    way = case.progress.way_on(event.takes)
    if way is None or case.standing.closed:
        case.refused = frozenset()
    elif way.missing:
        case.refused = frozenset(way.missing)
    elif len(way.targets) > 1 and not event.to:
        case.failures.append(f"“{event.takes}” leaves a choice: say with “to” where it leads.")
    elif event.to and event.to not in way.targets:
        case.failures.append(f"“{event.takes}” does not lead to “{event.to}”.")
    else:
        case.standing = moving.took(
            case.pathway, case.standing, exit_id=event.takes, target=event.to or way.targets[0], on=case.on
        )
    if case.refused is not None and event.then.refused is None:
        lacks = ", ".join(sorted(case.refused)) or "there is no such way on here"
        case.failures.append(f"“{event.takes}” cannot be taken: {lacks}.")


def _with_beginnings(before: Mapping[str, date], after: Mapping[str, date]) -> dict[str, date]:
    """The facts, and of those that were true before, and are said or done again, the day they began to be."""
    facts = {fact: since for fact, since in after.items() if not fact.startswith(f"{BEGAN}.")}
    began = {fact: before.get(f"{BEGAN}.{fact}", before[fact]) for fact in facts if fact in before}
    return facts | {f"{BEGAN}.{fact}": first for fact, first in began.items() if first < facts[fact]}


def _without_what_ended(case: _Case, facts: dict[str, date]) -> dict[str, date]:
    """The facts without the exemptions whose longest time has passed."""
    kept = dict(facts)
    for exemption in case.pathway.exemptions:
        fact = exemption_from(exemption.fact)
        end = last_day(facts[fact], exemption.at_most, case.days) if fact in facts else None
        if end and end < case.on:
            del kept[fact]
    return kept


def _failures(case: _Case, event: Event) -> Iterator[str]:
    for what, expected, is_ in _compared(case, event) if case.opened else ():
        if expected is not None and expected != is_:
            yield f"{what} should be {_said(expected)}, and is {_said(is_)}."
    for what, wanted, text in _words(case, event) if case.opened else ():
        if wanted and wanted not in text.by_language.values():
            yield f"{what} should be “{wanted}”, and is “{text.said('nb')}”."
    if event.then.proposed is not None and event.then.proposed != case.proposed:
        told = f"proposed should be {_said(event.then.proposed)}, and is {_said(case.proposed)}."
        yield " ".join((told, *_how_far(case, event.then.proposed)))
    yield from _dates(case, event)


def _how_far(case: _Case, wanted: frozenset[str]) -> Iterator[str]:
    """How far each count that should be reached has come."""
    for count in case.pathway.counts if not case.opened else ():
        if count.id in wanted - case.proposed:
            now = counted(count, case.absence, today=case.on, days=case.days)
            wants = f"{count.in_a_row} school days in a row" if count.in_a_row else f"{count.times} times"
            is_ = str(now.times) if count.times else f"{now.days.normalize():f}"
            if count.share:
                wants = f"{now.school_days} school days, and {count.share} % is asked for"
            yield f"“{count.id}”: {is_} of {wants}, from {now.first} to {now.last}."


def _dates(case: _Case, event: Event) -> Iterator[str]:
    for fact, due_on in event.then.due.items():
        if (is_ := _due_said(case.progress.due_for(fact))) != due_on:
            yield f"{fact} should be due {due_on}, and is due {is_}."
    for fact, opens in event.then.opens.items():
        due = case.progress.due_for(fact)
        if (first := (due.opens if due else None) or NOT_DUE) != opens:
            yield f"{fact} should open {opens}, and opens {first}."


def _compared(case: _Case, event: Event) -> list[tuple[str, object, object]]:
    now, then, standing = case.progress, event.then, case.standing
    step = _step_spoken_of(case, event)
    ways = () if standing.closed else now.ways_on
    return [
        ("level", then.level, standing.level),
        ("step", then.step, step.id),
        ("by", then.by, step.by),
        ("closed", then.closed, standing.closed),
        ("missing", then.missing, frozenset(now.missing)),
        ("open", then.open, frozenset(way.exit.id for way in ways if not way.missing)),
        ("offered", then.offered, frozenset(way.exit.id for way in ways)),
        ("refused", then.refused, case.refused),
        ("told", then.told, frozenset(actor for due in now.dues for actor in due.tell)),
    ]


def _words(case: _Case, event: Event) -> list[tuple[str, str | None, Text]]:
    return [
        ("title", event.then.title, _step_spoken_of(case, event).title),
        ("holder", event.then.holder, holder_on(case.progress.level, case.pathway)),
    ]


def _step_spoken_of(case: _Case, event: Event) -> Step:
    """Of those that are to be done now the one that is named, or the first."""
    turns = [state.step for state in case.progress.turns]
    return next((step for step in turns if step.id == event.then.step), turns[0])


def _due_said(due: Due | None) -> date | str:
    if due is None or due.is_unknown:
        return NOT_DUE
    return due.on or IN_WORDS


def _said(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "nothing"
    if value is None:
        return "not asked"
    return str(value).lower() if isinstance(value, bool) else f"“{value}”"
