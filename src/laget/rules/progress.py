"""How far a case has come: its steps, what is missing, its ways on and its deadlines.

All of it is worked out from the pathway and the facts each time it is asked for. Nothing of it is
stored, so no page can show a status that the database would not agree with.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from laget.rules.conditions import choices_of, satisfied
from laget.rules.days import Days
from laget.rules.deadlines import Due, Urgency, agreed_on, due, last_day
from laget.rules.duties import Deadline, Duty
from laget.rules.pathway import Exit, Level, Pathway, Step, Warning
from laget.rules.places import level_of
from laget.rules.proposals import Proposal, held_since
from laget.rules.standing import Standing
from laget.rules.step_states import State, StepState, is_needed_for, lacking_of, states_of
from laget.rules.targets import leaves, parse
from laget.rules.vocabulary import HELD, NO_EFFECT, Fact
from laget.rules.waiting import Wait, is_due_before, too_early, wait_of


@dataclass(frozen=True)
class WayOn:
    """An exit with what is still missing before it may be taken, and where it leads from here."""

    exit: Exit
    targets: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Proposed:
    """A proposal that waits for somebody to decide, and since when what it waited for has lasted."""

    proposal: Proposal
    since: date
    way: WayOn


@dataclass(frozen=True)
class Progress:
    level: Level
    steps: tuple[StepState, ...]
    dues: tuple[Due, ...]
    standing: Standing
    today: date
    days: Days

    @cached_property
    def ways_on(self) -> tuple[WayOn, ...]:
        """Worked out when somebody asks: a list of cases never does."""
        return _ways_on(self.level, self.steps, self.standing)

    @cached_property
    def proposals(self) -> tuple[Proposed, ...]:
        """What has lasted so long that somebody is to decide."""
        if self.standing.closed:
            return ()
        turn = [state.step for state in self.steps if state.state in (State.HERE, State.OFFERED)]
        written = [*self.level.proposals, *(proposal for step in turn for proposal in step.proposals)]
        return tuple(found for proposal in written if (found := _proposed(proposal, self)))

    @property
    def here(self) -> StepState:
        """The step that is to be done now; the last one when all are done. Where several are to be done side
        by side, the first of them."""
        return self.turns[0]

    @cached_property
    def turns(self) -> tuple[StepState, ...]:
        """All steps that are to be done now: of each track its own, and those side by side."""
        return tuple(step for step in self.steps if step.state is State.HERE) or self.steps[-1:]

    @property
    def missing(self) -> tuple[str, ...]:
        """What is to be done now, of all steps whose turn it is."""
        here = [step for step in self.turns if step.state is State.HERE]
        return tuple(dict.fromkeys(need for step in here for need in step.missing))

    @property
    def most_pressing(self) -> list[str]:
        """What is missing now, what is late or due today first, and last what is for another day; otherwise
        in the file's own order."""
        early = self.too_early
        return sorted(self.missing, key=lambda need: self._pressing(need, is_early=need in early))

    def _pressing(self, need: str, *, is_early: bool) -> tuple[int, tuple[int, date]]:
        dues = [due for fact in choices_of(need) if (due := self.due_for(fact)) and not due.is_agreed]
        ranks = [due.rank for due in dues if due.urgency in (Urgency.OVERDUE, Urgency.TODAY)]
        return (0, min(ranks)) if ranks else (1 + is_early, (0, date.min))

    def wait_of(self, state: StepState) -> Wait | None:
        """Until when there is nothing to do in a step whose turn it is, nor of what it wants every week."""
        is_here = state.state is State.HERE
        wait = wait_of(state.missing, self._dues_in(state), self.today) if is_here else None
        running = [due for due in self.dues if due.deadline in state.step.deadlines] if wait else []
        return wait if wait and not is_due_before(wait.day, running) else None

    @property
    def too_early(self) -> frozenset[str]:
        """What is missing now and is for another day."""
        early = (too_early(each.missing, self._dues_in(each), self.today) for each in self.turns)
        return frozenset().union(*early)

    def _dues_in(self, state: StepState) -> list[Due]:
        """Once the meeting of a step is held, the rest of it is for now, whatever day was agreed on."""
        held = f"{HELD}.{state.step.meeting}" in self.standing.facts
        return [due for due in self.dues if not (held and due.is_agreed)]

    def way_on(self, exit_id: str) -> WayOn | None:
        return next((way for way in self.ways_on if way.exit.id == exit_id), None)

    def left_behind(self, way: WayOn) -> tuple[Step, ...]:
        """What is still going on in other tracks when this way leads away from the level, or to the end.

        A way on moves the whole case, never one track of it; what the others lack is then not done,
        nor what a step there that is done has asked for by a day.
        """
        if not any(leaves(to, self.level.id) for to in way.targets):
            return ()
        own = next((state.step for state in self.steps if way.exit in state.step.exits), None)
        return tuple(
            state.step
            for state in self.steps
            if state.step.track
            and (state.missing or self._runs_on(state.step))
            and state.state is not State.PASSED_BY
            and not (own and state.step.in_line_with(own))
        )

    def _runs_on(self, step: Step) -> bool:
        return any(due.deadline in step.deadlines for due in self.dues)

    def next_due(self) -> Due | None:
        """The deadline to look at first."""
        return min(self.dues, key=lambda due: due.rank, default=None)

    def due_for(self, fact: str) -> Due | None:
        """The first deadline that this fact meets; `fact` may be a choice, written as in the file."""
        wanted = {fact, *choices_of(fact)}
        return next((due for due in self.dues if not wanted.isdisjoint(due.deadline.facts)), None)


def progress(pathway: Pathway, standing: Standing, *, today: date, days: Days) -> Progress:
    level, standing = level_of(pathway, standing.level), _coming_from(pathway, standing)
    steps = states_of(level, standing)
    running = () if standing.closed else _of_steps(steps)
    return Progress(
        level=level,
        steps=steps,
        dues=(
            *_dues((*running, *_of_duties(pathway, standing)), standing, today, days),
            *_agreed(pathway, standing, today, days),
        ),
        standing=standing,
        today=today,
        days=days,
    )


def _coming_from(pathway: Pathway, standing: Standing) -> Standing:
    """From nowhere, where this version has no such place any more."""
    came_from = parse(standing.return_to)
    is_there = came_from is None or came_from.level in {level.id for level in pathway.levels}
    return standing if is_there else replace(standing, return_to="")


def warnings(step: Step, standing: Standing) -> tuple[Warning, ...]:
    return tuple(warning for warning in step.warnings if warning.condition.applies(standing.true))


def doubtful(way: Exit, effects: Collection[str]) -> bool:
    """Whether a way for measures that have helped is about to be taken, though none of them did. `effects` is
    what was last said of each measure, as far as anybody could judge."""
    return way.helped and bool(effects) and set(effects) == {NO_EFFECT}


def fitting_first(ways: Collection[WayOn], effects: Collection[str]) -> tuple[WayOn, ...]:
    """As the file orders them, but those for measures that have helped first when all did, last when none."""
    said = set(effects)
    if not said or {NO_EFFECT} < said:
        return tuple(ways)
    return tuple(sorted(ways, key=lambda way: way.exit.helped is (said == {NO_EFFECT})))


def doubted(ways: Collection[WayOn], effects: Collection[str]) -> list[str]:
    """Which of the ways on are doubtful."""
    return [way.exit.id for way in ways if doubtful(way.exit, effects)]


def _ways_on(level: Level, steps: tuple[StepState, ...], standing: Standing) -> tuple[WayOn, ...]:
    """An exit needs what it requires itself, and all that its step, those beside it and those before it need.
    One that is open anywhere on the level needs only what it requires."""
    walked = [state for state in steps if state.state is not State.PASSED_BY]
    ways = [
        _way_on(way, _lacking_for(state, walked), standing) for state in walked for way in state.step.exits
    ]
    ways += [_way_on(way, (), standing) for way in level.anywhere]
    return tuple(way for way in ways if way.targets and way.exit.condition.applies(standing.true))


def _lacking_for(here: StepState, walked: list[StepState]) -> tuple[str, ...]:
    before = [state for state in walked if is_needed_for(here.step, state.step)]
    return tuple(need for state in before for need in state.missing)


def _way_on(way: Exit, lacking: tuple[str, ...], standing: Standing) -> WayOn:
    """`lacking` is what the steps up to it still lack."""
    targets = [standing.return_to if _goes_back(target) else target for target in way.targets]
    missing = dict.fromkeys((*lacking, *lacking_of(way.requires, standing)))
    return WayOn(way, tuple(target for target in targets if target), tuple(missing))


def _goes_back(written: str) -> bool:
    target = parse(written)
    return target is not None and target.returns


def _of_steps(steps: tuple[StepState, ...]) -> tuple[Duty, ...]:
    """The deadlines of the steps that are not passed by, with whose turn each is."""
    return tuple(
        Duty(state.step.by, deadline)
        for state in steps
        if state.state is not State.PASSED_BY
        for deadline in state.step.deadlines
    )


def _of_duties(pathway: Pathway, standing: Standing) -> tuple[Duty, ...]:
    """What the exits that were taken still ask for, on any level and after the end.

    Of a sealed case, only what its own way asks for: what was promised the guardians before is not done now.
    """
    if Fact.SEALED in standing.facts:
        return tuple(duty for duty, protects in pathway.duties if protects)
    return tuple(duty for duty, _protects in pathway.duties)


def _dues(duties: tuple[Duty, ...], standing: Standing, today: date, days: Days) -> tuple[Due, ...]:
    category, facts = standing.category, standing.true
    found = []
    for duty in duties:
        deadline = duty.deadline
        anchor = _runs_from(deadline, standing)
        runs = anchor and deadline.runs(anchor, today) and deadline.condition.applies(facts)
        if anchor and runs:
            found.append(
                due(deadline, anchor, by=duty.by, category=category, facts=facts, today=today, days=days)
            )
    return tuple(found)


def _agreed(pathway: Pathway, standing: Standing, today: date, days: Days) -> tuple[Due, ...]:
    """The days that the team agreed on itself, for what is not true yet.

    Not for a kind of meeting that an earlier version had and this one has not: nobody is asked to hold it.
    """
    if standing.closed:
        return ()
    facts = standing.facts
    return tuple(
        agreed_on(fact, facts[told], today=today, days=days)
        for told, fact in pathway.agreed.items()
        if told in facts and fact not in facts
    )


def _runs_from(deadline: Deadline, standing: Standing) -> date | None:
    """The day it counts from; None while that has not happened yet, or when it is met."""
    anchor = standing.moment(deadline.counts_from)
    met = max((standing.facts[fact] for fact in deadline.facts if fact in standing.facts), default=None)
    if anchor is None or (met is None and satisfied(deadline.fact, standing.true)):
        return None
    if deadline.every:
        return max(anchor, met) if met else anchor
    return anchor if met is None or _must_come_after(deadline, anchor, met) else None


def _must_come_after(deadline: Deadline, anchor: date, met: date) -> bool:
    """What an exit asks for is to be done after it was taken, though the same was done once before."""
    return deadline.is_duty and met < anchor


def _proposed(proposal: Proposal, now: Progress) -> Proposed | None:
    standing = now.standing
    since = (
        standing.moment(proposal.after) if proposal.after else held_since(proposal.condition, standing.facts)
    )
    applies = proposal.condition.applies(standing.true) and proposal.declined not in standing.facts
    if since is None or not applies:
        return None
    lasting = proposal.lasting.for_category(standing.category) if proposal.lasting else None
    until = last_day(since, lasting, now.days) if lasting else since
    way = now.way_on(proposal.exit) if until and until <= now.today else None
    return Proposed(proposal, since, way) if way else None
