"""When the measures count as begun: a plan is not yet help."""

from datetime import timedelta

import pytest

from laget.moves.queries import facts_of, progress_of
from laget.plans import services
from laget.plans.models import Measure
from laget.plans.queries import measures_of
from laget.plans.services import Reviewed
from laget.rules.step_states import State

BEGUN = "measures_begun"


@pytest.fixture
def life(world):
    """Two measures are agreed on; nobody has begun either."""
    life = world.on_level_1()
    world._meet(life, "start_meeting")
    for text in ("Lekegruppe", "Fotball på onsdager"):
        words = {"text": text, "arena": "unit", "responsible": "staff", "name": ""}
        life.add_measure(words, world.today + timedelta(days=60))
    return life


def measures(world, life):
    with world.as_(world.kari):
        return list(measures_of(life.case))


def begin(world, measure, by):
    with world.as_(world.kari, by["now"]):
        services.begin_measure(measure=measure, **by)


def review(world, life, *said, later=timedelta()):
    """`said` are (measure, as planned, onward)."""
    now = world.now + later
    next_on = (now + timedelta(days=28)).date()
    reviews = [
        Reviewed(measure.pk, planned, "" if planned == "no" else "some", onward, next_on)
        for measure, planned, onward in said
    ]
    views = {"child_view": "Bedre", "parents_view": "Litt bedre", "staff_view": "", "kept": ""}
    with world.as_(world.kari, now):
        services.evaluate(case=life.case, reviews=reviews, **views, seat=world.kari.seat, now=now)


def test_each_measure_must_have_begun(world, life, by):
    first, second = measures(world, life)
    assert BEGUN not in world.facts(life.case)
    begin(world, first, by)
    assert BEGUN not in world.facts(life.case)
    begin(world, second, by)
    assert world.facts(life.case)[BEGUN] == world.today


def test_where_there_is_no_measure_none_has_begun(world):
    life = world.on_level_1()
    assert BEGUN not in world.facts(life.case)


def test_a_new_measure_must_begin_too(world, life, by):
    for measure in measures(world, life):
        begin(world, measure, by)
    words = {"text": "Besøk hjemme", "arena": "home", "responsible": "guardian", "name": "Mona Strand"}
    life.add_measure(words, world.today + timedelta(days=60))
    assert BEGUN not in world.facts(life.case)


def test_what_was_stopped_before_anybody_looked_counts_for_nothing(world, life, by):
    first, second = measures(world, life)
    begin(world, first, by)
    with world.as_(world.kari):
        services.end_measure(measure=second, seen=99, **by)
    assert BEGUN in world.facts(life.case)
    with world.as_(world.kari):
        services.end_measure(measure=Measure.objects.get(pk=first.pk), seen=99, **by)
    assert BEGUN not in world.facts(life.case)


def test_what_was_looked_at_has_had_its_turn_also_where_it_never_began(world, life):
    first, second = measures(world, life)
    review(world, life, (first, "no", "stop"), (second, "no", "keep"))
    assert BEGUN in world.facts(life.case)


def test_whoever_stops_all_measures_because_the_child_is_well_is_not_asked_to_begin_any(world, life):
    review(world, life, *((measure, "yes", "stop") for measure in measures(world, life)))
    assert BEGUN in world.facts(life.case)


def test_what_was_not_done_last_round_is_to_begin_in_this_one(world, life, by):
    agree_on_the_rest(world, life, by)
    world._meet(life, "evaluation")
    first, second = measures(world, life)
    life.at = world.now
    review(world, life, (first, "yes", "keep"), (second, "no", "keep"))
    life.go("continue", "step 1.carry_out")
    assert BEGUN not in world.facts(life.case)
    begin(world, second, by | {"now": life.at + timedelta(hours=1)})
    assert BEGUN in world.facts(life.case)


def test_the_step_of_doing_it_is_not_ticked_by_the_plan_alone(world, life, by):
    agree_on_the_rest(world, life, by)
    life.plan_meeting("evaluation", world.now + timedelta(days=29))
    assert carry_out(world, life) == (State.HERE, (BEGUN,))
    for measure in measures(world, life):
        begin(world, measure, by)
    assert carry_out(world, life) == (State.DONE, ())


def agree_on_the_rest(world, life, by):
    """All that the start asks for beside the measures, and who asks the child before the evaluation."""
    life.hear("Jeg vil være med i leken.")
    life.record("interviewer_named", named="Kari Lund")
    with world.as_(world.kari):
        services.change_words(case=life.case, words={"behind": "Alene i storefri"}, seen=99, **by)
        services.add_goal(case=life.case, text="Noen å leke med", sign="Han er med i leken", **by)


def carry_out(world, life):
    with world.as_(world.kari):
        life.case.refresh_from_db()
        now = progress_of(life.case, facts_of([life.case])[life.case.pk], world.now)
    state = next(state for state in now.steps if state.step.id == "carry_out")
    return state.state, state.missing
