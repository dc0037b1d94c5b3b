"""The steps of a level as they are for a case: done, to be done now, later, or passed by."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import NamedTuple

from laget.rules.conditions import satisfied
from laget.rules.pathway import Level, Step
from laget.rules.places import the_level_as_a_step
from laget.rules.standing import Standing
from laget.rules.variants import said_for


class State(StrEnum):
    """OFFERED is an optional step whose turn has come: it may be done, and holds up nobody."""

    DONE = "done"
    HERE = "here"
    OFFERED = "offered"
    AHEAD = "ahead"
    PASSED_BY = "passed_by"


class StepState(NamedTuple):
    step: Step
    state: State
    missing: tuple[str, ...]


def steps_for(level: Level, facts: Collection[str]) -> list[Step]:
    """The steps of a level that are there for a case, in the words that are for it."""
    return [said_for(step, facts) for step in level.steps if step.condition.applies(facts)]


def states_of(level: Level, standing: Standing) -> tuple[StepState, ...]:
    """Those that are there for the case, in the file's order."""
    applying = steps_for(level, standing.true) or [the_level_as_a_step(level)]
    lacking = {step.id: lacking_of(step.done_when, standing) for step in applying}
    entered = next((step for step in level.steps if step.id == standing.entered_step), None)
    passed = {step.id for step in applying if entered and entered.waits_for(step)}
    holding = _holding([step for step in applying if step.id not in passed], lacking)
    choosing = set() if holding else _choosing(level, applying)
    return tuple(
        StepState(
            step,
            State.PASSED_BY if step.id in passed else _state(step, standing, holding, lacking, choosing),
            lacking[step.id],
        )
        for step in applying
    )


def _choosing(level: Level, steps: list[Step]) -> set[str]:
    """Where nothing is left to do on the level: the steps that wait only for somebody to choose a way on."""
    latest: dict[str, int] = {}
    for step in steps:
        latest[step.track] = max(step.rank, latest.get(step.track, 0))
    end, alone = max(latest.values()), latest.get("", 0)
    last = [step for step in steps if step.rank == (max(latest[step.track], alone) if step.track else end)]
    having = [step for step in last if step.exits]
    return {step.id for step in having or last[-1:] if step.exits or level.anywhere}


def _holding(steps: list[Step], lacking: Mapping[str, tuple[str, ...]]) -> list[Step]:
    """Of each track, and of what is of none, the first step that lacks something and holds up others."""
    first: dict[str, Step] = {}
    for step in steps:
        known = first.get(step.track)
        if lacking[step.id] and not step.optional and (known is None or step.rank < known.rank):
            first[step.track] = step
    return list(first.values())


def _state(
    step: Step,
    standing: Standing,
    holding: list[Step],
    lacks: Mapping[str, tuple[str, ...]],
    choosing: set[str],
) -> State:
    lacking = lacks[step.id]
    if standing.closed or any(step.waits_for(other) for other in holding):
        return State.AHEAD
    if lacking:
        return State.OFFERED if step.optional else State.HERE
    return State.HERE if step.id in choosing else State.DONE


def done_before_the_end(states: Collection[StepState]) -> list[Step]:
    """Of a case that has ended: what lacks nothing, and came after nothing that does."""
    open_ = [each.step for each in states if each.missing and not each.step.optional]
    return [
        each.step
        for each in states
        if not each.missing
        and each.state is not State.PASSED_BY
        and not any(each.step.waits_for(other) for other in open_)
    ]


def lacking_of(needed: tuple[str, ...], standing: Standing) -> tuple[str, ...]:
    """What of `needed` is not true yet, once each, in the order the file asks for it."""
    return tuple(need for need in dict.fromkeys(needed) if not satisfied(need, standing.true))


def is_needed_for(step: Step, other: Step) -> bool:
    """Whether a way on from `step` needs `other` too: itself, those beside it and those before it."""
    return other is step or (other.rank <= step.rank and step.in_line_with(other) and not other.optional)
