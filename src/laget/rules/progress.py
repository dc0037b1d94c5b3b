"""How far a case has come: its steps, what is missing, its ways on and its deadlines.

All of it is worked out from the pathway and the facts each time it is asked for. Nothing of it is
stored, so no page can show a status that the database would not agree with.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from laget.rules.deadlines import Due, IsWorkingDay, last_day, urgency
from laget.rules.pathway import Deadline, Exit, Level, Pathway, Step, Warning
from laget.rules.vocabulary import NO_EFFECT, Anchor


class State(StrEnum):
    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"
    PASSED_BY = "passed_by"


@dataclass(frozen=True)
class Standing:
    """Where a case stands: its place in the pathway and what is true of it, with the day it became so."""

    level: str
    entered_step: str
    wonder_on: date
    opened_on: date
    level_since: date
    round_since: date
    facts: Mapping[str, date]
    closed: bool = False

    @property
    def true(self) -> frozenset[str]:
        return frozenset(self.facts)


@dataclass(frozen=True)
class StepState:
    step: Step
    state: State
    missing: tuple[str, ...]


@dataclass(frozen=True)
class WayOn:
    """An exit with what is still missing before it may be taken."""

    step: Step
    exit: Exit
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Progress:
    level: Level
    steps: tuple[StepState, ...]
    ways_on: tuple[WayOn, ...]
    dues: tuple[Due, ...]

    @property
    def here(self) -> StepState:
        """The step that is to be done now; the last one when all are done."""
        return next((step for step in self.steps if step.state is State.HERE), self.steps[-1])

    def way_on(self, exit_id: str) -> WayOn | None:
        return next((way for way in self.ways_on if way.exit.id == exit_id), None)

    def next_due(self) -> Due | None:
        """The deadline to look at first."""
        return min(self.dues, key=lambda due: due.rank, default=None)

    def due_for(self, fact: str) -> Due | None:
        return next((due for due in self.dues if due.deadline.fact == fact), None)


def progress(pathway: Pathway, standing: Standing, *, today: date, is_working_day: IsWorkingDay) -> Progress:
    """Raises KeyError when the pathway has no such level: a case and its version never part."""
    level = pathway.level(standing.level)
    steps = _steps(level, standing)
    return Progress(
        level=level,
        steps=steps,
        ways_on=_ways_on(steps, standing),
        dues=() if standing.closed else _dues(steps, standing, today, is_working_day),
    )


def warnings(step: Step, standing: Standing) -> tuple[Warning, ...]:
    return tuple(warning for warning in step.warnings if warning.condition.applies(standing.true))


def doubtful(way: Exit, effects: Collection[str]) -> bool:
    """Whether a way for measures that have helped is about to be taken, though none of them did. `effects` is
    what was last said of each measure, as far as anybody could judge."""
    return way.helped and bool(effects) and set(effects) == {NO_EFFECT}


def _steps(level: Level, standing: Standing) -> tuple[StepState, ...]:
    applying = [(n, step) for n, step in enumerate(level.steps) if step.condition.applies(standing.true)]
    entered = next((n for n, step in enumerate(level.steps) if step.id == standing.entered_step), 0)
    states, here_is_taken = [], standing.closed
    for number, step in applying:
        missing = _lacking(step.done_when, standing)
        if number < entered:
            state = State.PASSED_BY
        elif here_is_taken:
            state = State.AHEAD
        elif missing or (step.exits and number == applying[-1][0]):
            state, here_is_taken = State.HERE, True
        else:
            state = State.DONE
        states.append(StepState(step, state, missing))
    return tuple(states)


def _ways_on(steps: tuple[StepState, ...], standing: Standing) -> tuple[WayOn, ...]:
    """An exit needs what it requires itself, and all that its step and the steps before it need."""
    ways: list[WayOn] = []
    needed: tuple[str, ...] = ()
    for step in steps:
        if step.state is State.PASSED_BY:
            continue
        needed += step.step.done_when
        for way in step.step.exits:
            if way.condition.applies(standing.true):
                ways.append(WayOn(step.step, way, _lacking(needed + way.requires, standing)))
    return tuple(ways)


def _lacking(needed: tuple[str, ...], standing: Standing) -> tuple[str, ...]:
    """What of `needed` is not true yet, once each, in the order the file asks for it."""
    return tuple(fact for fact in dict.fromkeys(needed) if fact not in standing.facts)


def _dues(
    steps: tuple[StepState, ...], standing: Standing, today: date, is_working_day: IsWorkingDay
) -> tuple[Due, ...]:
    dues = []
    for step in steps:
        for deadline in step.step.deadlines:
            runs = deadline.fact not in standing.facts and deadline.condition.applies(standing.true)
            anchor = _anchor(deadline, standing)
            if runs and anchor and step.state is not State.PASSED_BY:
                on = last_day(anchor, deadline.at_most, is_working_day) if deadline.at_most else None
                dues.append(Due(deadline, anchor, on, urgency(on, today)))
    return tuple(dues)


def _anchor(deadline: Deadline, standing: Standing) -> date | None:
    """The day a deadline counts from; None while that has not happened yet."""
    moments = {
        Anchor.WONDER_AROSE: standing.wonder_on,
        Anchor.CASE_OPENED: standing.opened_on,
        Anchor.LEVEL_ENTERED: standing.level_since,
        Anchor.ROUND_STARTED: standing.round_since,
    }
    return (
        moments[Anchor(deadline.after)]
        if deadline.after in set(Anchor)
        else standing.facts.get(deadline.after)
    )
