"""Whatever a file says and whatever happens: nobody is shut in, no deadline is lost, no protection is off."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laget.foundation.calendar import days_in
from laget.rules import moving
from laget.rules.conditions import satisfied
from laget.rules.progress import progress
from laget.rules.step_states import State
from laget.rules.ways_check import facts_of_guardians
from made_pathways import FACTS, pathways

DAYS = days_in("no")
BEGAN = date(2026, 9, 1)
STEPS = 400


def happenings(seed):
    """What happens next: a fact becomes true or ceases to be, a way on is taken, violence is suspected.

    From one number: to draw each by itself would cost more than all that is tested.
    """
    chance = Random(seed)
    return [(chance.randrange(100), chance.randrange(100), chance.randrange(4)) for _ in range(STEPS)]


def now(pathway, standing, today):
    return progress(pathway, standing, today=today, days=DAYS)


def taken(pathway, standing, choice, today):
    open_ = [way for way in now(pathway, standing, today).ways_on if not way.missing]
    if standing.closed or not open_:
        return standing
    way = open_[choice % len(open_)]
    target = way.targets[choice % len(way.targets)]
    return moving.took(pathway, standing, exit_id=way.exit.id, target=target, on=today)


def after(pathway, standing, what, choice, today):
    if what < 45:
        return replace(standing, facts={**standing.facts, FACTS[choice % len(FACTS)]: today})
    if what < 55:
        gone = FACTS[choice % len(FACTS)]
        return replace(standing, facts={f: d for f, d in standing.facts.items() if f != gone})
    if what < 97 or "sealed" in standing.facts:
        return taken(pathway, standing, choice, today)
    if standing.closed:
        return moving.reopened(pathway, standing, on=today)
    return moving.sealed(pathway, standing, on=today)


def nobody_is_shut_in(standing, seen):
    assert standing.closed or seen.ways_on
    assert seen.here in seen.steps


def no_deadline_is_lost(standing, seen):
    """Two steps may have the same deadline: it runs as often as there are steps that it runs for."""
    written = [(state, deadline) for state in seen.steps for deadline in state.step.deadlines]
    expected = Counter(deadline for state, deadline in written if runs(state, deadline, standing))
    of_steps = {deadline for _state, deadline in written}
    assert Counter(due.deadline for due in seen.dues if due.deadline in of_steps) == expected


def runs(state, deadline, standing):
    counts = deadline.condition.applies(standing.true) and state.state is not State.PASSED_BY
    begun = deadline.after != "red" or "red" in standing.facts
    met = satisfied(deadline.fact, standing.facts)
    return counts and begun and not met and not standing.closed


def comes_before(level, step, other):
    """As the file is read: earlier in it, not of another track, and not side by side."""
    order = [each.id for each in level.steps]
    if order.index(other.id) >= order.index(step.id) or level.any_order:
        return False
    if step.track != other.track and step.track and other.track:
        return False
    between = level.steps[order.index(other.id) + 1 : order.index(step.id) + 1]
    return any(not each.beside for each in between if each.track == step.track)


def each_waits_for_what_stands_before_it_and_for_nothing_else(standing, seen):
    level = seen.level
    entered = next((step for step in level.steps if step.id == standing.entered_step), None)
    walked = [state for state in seen.steps if state.state is not State.PASSED_BY]
    for state in seen.steps:
        passed = entered is not None and comes_before(level, entered, state.step)
        assert (state.state is State.PASSED_BY) == passed
    for state in walked:
        before = [other for other in walked if comes_before(level, state.step, other.step)]
        waits = any(other.missing and not other.step.optional for other in before)
        assert (state.state is State.AHEAD) == (waits or standing.closed)


def a_way_on_asks_nothing_of_another_track(seen):
    walked = [state for state in seen.steps if state.state is not State.PASSED_BY]
    for state in walked:
        tracks = {state.step.track, ""} if state.step.track else {other.step.track for other in walked}
        along = {need for each in walked if each.step.track in tracks for need in each.step.done_when}
        for way in seen.ways_on:
            if way.exit in state.step.exits:
                assert set(way.missing) <= along | set(way.exit.requires)


def no_protection_is_off(pathway, standing, seen):
    if "sealed" not in standing.facts:
        assert not seen.level.protects
        return
    assert seen.level.protects
    assert {target for way in seen.ways_on for target in way.targets} <= {"closed", "stay"}
    asked = {*seen.missing, *(due.deadline.fact for due in seen.dues)}
    assert not asked & facts_of_guardians(pathway)


@settings(max_examples=250, deadline=None, suppress_health_check=[*HealthCheck])
@given(pathways(), st.integers(0, 2**32))
def test_a_case_always_has_a_way_on_its_deadlines_and_its_protection(made, seed):
    _text, pathway = made
    today = BEGAN
    standing = moving.opened(pathway, on=today, wonder_on=today, facts={})
    for what, choice, days in happenings(seed):
        today += timedelta(days=days)
        standing = after(pathway, standing, what, choice, today)
        seen = now(pathway, standing, today)
        nobody_is_shut_in(standing, seen)
        no_deadline_is_lost(standing, seen)
        if what % 5 == 0:
            each_waits_for_what_stands_before_it_and_for_nothing_else(standing, seen)
            a_way_on_asks_nothing_of_another_track(seen)
        no_protection_is_off(pathway, standing, seen)
