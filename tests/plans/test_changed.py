"""When the measures are others than those that were evaluated: a new day alone makes none."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from laget.cases.models import Case
from laget.moves.queries import facts_of, progress_of
from laget.ops import scratch
from laget.plans import services
from laget.plans.models import PlanChange
from laget.plans.queries import measures_of
from laget.plans.services import Reviewed
from laget.rules.step_states import State

CHANGED = "measures_changed"


@pytest.fixture
def life(world):
    """One measure is agreed on, on level 1; nothing has been evaluated."""
    life = world.on_level_1()
    world._meet(life, "start_meeting")
    add(world, life, "Lekegruppe")
    return life


@pytest.fixture
def again(world, life):
    """It did not help enough: other measures are to be tried, and the old one goes on until then."""
    agree_on_the_rest(world, life)
    world._meet(life, "evaluation")
    evaluate(world, life)
    life.at += timedelta(hours=1)
    life.go("other_measures", "step 1.understand")
    life.at += timedelta(hours=1)
    return life


def add(world, life, text):
    words = {"text": text, "arena": "unit", "responsible": "staff", "name": ""}
    life.add_measure(words, world.today + timedelta(days=60))


def facts(world, life):
    with world.as_(world.kari, life.at):
        life.case.refresh_from_db()
        return facts_of([life.case])[life.case.pk]


def measure(world, life):
    with world.as_(world.kari, life.at):
        return measures_of(life.case).first()


def change(world, life, **words):
    found = measure(world, life)
    with world.as_(world.kari, life.at):
        services.change_measure(measure=found, words=words, seen=99, seat=world.kari.seat, now=life.at)


def evaluate(world, life, onward="keep"):
    said = [
        Reviewed(each.pk, "yes", "none", onward, (life.at + timedelta(days=28)).date())
        for each in [measure(world, life)]
    ]
    views = {"child_view": "Som før", "parents_view": "Som før", "staff_view": "", "kept": ""}
    with world.as_(world.kari, life.at):
        services.evaluate(case=life.case, reviews=said, **views, seat=world.kari.seat, now=life.at)


def agree_on_the_rest(world, life):
    life.hear("Jeg vil være med i leken.")
    life.record("interviewer_named", named="Kari Lund")
    by = {"seat": world.kari.seat, "now": life.at}
    with world.as_(world.kari, life.at):
        services.change_words(case=life.case, words={"behind": "Alene i storefri"}, seen=99, **by)
        services.add_goal(case=life.case, text="Noen å leke med", sign="Han er med i leken", **by)
        services.begin_measure(measure=measures_of(life.case).get(), **by)
    life.plan_meeting("evaluation", life.at + timedelta(days=29))


def understand(world, life):
    with world.as_(world.kari, life.at):
        life.case.refresh_from_db()
        now = progress_of(life.case, facts_of([life.case])[life.case.pk], life.at)
    state = next(state for state in now.steps if state.step.id == "understand")
    return state.state, CHANGED in state.missing


def test_nobody_is_asked_for_other_measures_where_nothing_has_been_evaluated(world, life):
    assert CHANGED in facts(world, life)


def test_the_same_measures_with_a_new_day_are_no_others(world, again):
    assert CHANGED not in facts(world, again)
    change(world, again, evaluate_on=(again.at + timedelta(days=50)).date())
    assert CHANGED not in facts(world, again)
    assert "measures_agreed" in facts(world, again)
    assert understand(world, again) == (State.HERE, True)


def test_a_new_measure_is_another(world, again):
    add(world, again, "Fast makker i friminuttet")
    assert CHANGED in facts(world, again)
    assert understand(world, again) == (State.HERE, False)


@pytest.mark.parametrize(
    "words",
    [
        {"text": "Lekegruppe hver dag"},
        {"arena": "home"},
        {"responsible": "guardian", "responsible_name": "Mona"},
    ],
)
def test_a_measure_that_says_something_else_of_what_where_or_who_is_another(world, again, words):
    change(world, again, **words)
    assert CHANGED in facts(world, again)


def test_there_and_back_is_no_other(world, again):
    change(world, again, text="Noe annet")
    again.at += timedelta(minutes=1)
    change(world, again, text="Lekegruppe")
    assert CHANGED not in facts(world, again)


def test_a_change_that_never_was_makes_no_other(world, again):
    never = {"id": uuid4(), "case_id": again.case.pk, "part": "measure", "part_id": measure(world, again).pk}
    never |= {"version": 99, "seat_id": world.kari.seat.pk, "at": again.at, "after": {"text": "Noe annet"}}
    with world.as_(world.kari, again.at):
        PlanChange.objects.create(**never, before={"text": "Lekegruppe"})
    assert CHANGED not in facts(world, again)
    with (
        world.as_(world.kari, again.at),
        pytest.raises(DatabaseError, match="stood there"),
        transaction.atomic(),
    ):
        PlanChange.objects.create(
            **never | {"id": uuid4(), "version": 100}, before={"text": "Noe helt annet"}
        )


def test_what_is_written_otherwise_right_after_the_evaluation_counts(world, life):
    agree_on_the_rest(world, life)
    world._meet(life, "evaluation")
    evaluate(world, life)
    life.at += timedelta(minutes=10)
    change(world, life, text="Lekegruppe hver dag")
    life.go("other_measures", "step 1.understand")
    assert CHANGED in facts(world, life)


def test_a_measure_that_was_stopped_before_it_was_looked_at_is_no_other(world, again):
    add(world, again, "Fast makker i friminuttet")
    with world.as_(world.kari, again.at):
        new = measures_of(again.case).get(text="Fast makker i friminuttet")
        services.end_measure(measure=new, seen=99, seat=world.kari.seat, now=again.at)
    assert CHANGED not in facts(world, again)


def test_what_the_next_evaluation_looks_at_keeps_its_step_done(world, again):
    change(world, again, text="Lekegruppe hver dag")
    again.at += timedelta(days=20)
    evaluate(world, again, "stop")
    assert CHANGED in facts(world, again)


def test_on_another_level_what_helps_may_come_along(world, again):
    """There, nothing has been evaluated: the same measures may go on."""
    assert CHANGED not in facts(world, again)
    with scratch.as_owner():
        Case.objects.filter(pk=again.case.pk).update(level_since=again.at, round_since=again.at)
    assert CHANGED in facts(world, again)
