"""Whether it worked: what an evaluation says, what becomes of the measures, what the pathway then knows."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from laget.cases.queries import Closed
from laget.moves.queries import facts_of
from laget.plans import services
from laget.plans.changes import EvaluatedMeanwhile
from laget.plans.models import Effect, Evaluation, Measure, MeasureReview
from laget.plans.queries import (
    Check,
    evaluations_of,
    goals_of,
    in_this_round,
    measures_of,
    without_effect_twice,
    worth_a_look,
)
from laget.plans.services import Reviewed
from laget.portal.queries import family_cases
from laget.staff.child_rows import plan_of
from laget.staff.status import measure_status

WORDS = {"arena": "unit", "responsible": "staff", "responsible_name": "Kari Lund"}
VIEWS = {"child_view": "Bedre", "parents_view": "Litt bedre", "staff_view": "", "kept": ""}
NEXT = timedelta(days=28)


@pytest.fixture
def measures(world, case, by):
    with world.as_(world.kari):
        return [
            services.add_measure(case=case, text=f"Tiltak {n}", evaluate_on=world.today + NEXT, **WORDS, **by)
            for n in range(3)
        ]


def evaluate(world, case, *said, who=None, later=timedelta(), seen=None):
    """`said` are (measure, as planned, effect, onward)."""
    who = who or world.kari
    now = world.now + later
    reviews = [
        Reviewed(m.pk, planned, effect, onward, (now + NEXT).date()) for m, planned, effect, onward in said
    ]
    with world.as_(who, now):
        return services.evaluate(case=case, reviews=reviews, **VIEWS, seat=who.seat, now=now, seen=seen)


def test_when_all_is_gone_through_and_everybody_heard_the_pathway_knows(world, case, measures):
    assert not {"measures_reviewed", "views_gathered"} & world.facts(case).keys()
    evaluate(world, case, *((measure, "yes", "works", "keep") for measure in measures[:2]))
    assert {"measures_reviewed", "views_gathered"} & world.facts(case).keys() == {"views_gathered"}
    evaluate(world, case, (measures[2], "no", "", "stop"))
    assert {"measures_reviewed", "views_gathered"} <= world.facts(case).keys()


def test_a_measure_that_is_stopped_without_being_evaluated_is_still_to_be_gone_through(
    world, case, measures, by
):
    evaluate(world, case, *((measure, "yes", "works", "keep") for measure in measures[:2]))
    with world.as_(world.kari):
        services.end_measure(measure=measures[2], seen=3, **by)
        assert "measures_reviewed" not in facts_of([case])[case.pk]
        assert measures[2] in in_this_round(case)
    evaluate(world, case, (measures[2], "partly", "none", "stop"))
    assert "measures_reviewed" in world.facts(case)


def test_what_is_kept_gets_a_new_day_and_what_is_stopped_ends(world, case, measures):
    kept, changed, stopped = measures
    evaluate(
        world,
        case,
        (kept, "yes", "works", "keep"),
        (changed, "no", "", "change"),
        (stopped, "yes", "none", "stop"),
        later=timedelta(days=10),
    )
    after = world.now + timedelta(days=10)
    with world.as_(world.kari):
        kept, changed, stopped = measures_of(case)
    assert (kept.evaluate_on, kept.started_at, kept.ended_at) == ((after + NEXT).date(), after, None)
    assert (changed.evaluate_on, changed.started_at) == ((after + NEXT).date(), None)
    assert (stopped.ended_at, stopped.evaluate_on) == (after, world.today + NEXT)


def test_two_who_evaluate_at_the_same_time_both_stand_once_the_second_has_read_the_first(
    world, case, measures
):
    first = evaluate(world, case, (measures[0], "yes", "none", "stop"))
    pers = (measures[0], "yes", "some", "stop"), (measures[1], "no", "", "stop")
    with pytest.raises(EvaluatedMeanwhile):
        evaluate(world, case, *pers, who=world.per)
    evaluate(world, case, *pers, who=world.per, seen=first.pk)
    with world.as_(world.kari):
        assert Evaluation.objects.filter(case=case).count() == 2
        first, second, _third = measures_of(case)
        assert len(first.reviews.all()) == 2
        assert (first.ended_at, second.ended_at) == (world.now, world.now)


def test_the_sign_of_a_measure_follows_its_latest_review(world, case, measures, by):
    with world.as_(world.kari):
        assert measure_status(measures[0])[0] == "not_started"
        services.begin_measure(measure=measures[0], **by)
        assert measure_status(measures[0])[0] == "progress"
    signs = []
    decided = ("none", "keep"), ("none", "change"), ("some", "keep"), ("works", "keep"), ("works", "change")
    for days, (effect, onward) in enumerate(decided, start=1):
        evaluate(world, case, (measures[0], "yes", effect, onward), later=timedelta(days=days))
        with world.as_(world.kari):
            signs.append(measure_status(measures_of(case)[0])[0])
    assert signs == ["progress", "change", "progress", "works", "change"]
    evaluate(world, case, (measures[0], "yes", "works", "stop"), (measures[1], "no", "", "keep"))
    with world.as_(world.kari):
        assert [measure_status(each)[0] for each in measures_of(case)] == [
            "stopped",
            "not_started",
            "not_started",
        ]


def test_the_page_of_the_child_and_the_family_show_what_was_decided(world, case, measures):
    kept, changed, stopped = measures
    said = (kept, "yes", "none", "keep"), (changed, "no", "", "change"), (stopped, "yes", "works", "stop")
    evaluate(world, case, *said)
    shown = {kept.text: "progress", changed.text: "change"}
    with world.as_(world.kari):
        in_plan = {each.text: measure_status(each)[0] for each in measures_of(case)}
        assert in_plan == shown | {stopped.text: "stopped"}
        loose = plan_of(case)[1]
        assert {each.text: measure_status(each)[0] for each in loose if each.text in in_plan} == shown
    with world.as_(world.mona):
        (seen,) = family_cases()
        assert {each.text: measure_status(each)[0] for each in seen.measures} == shown


def test_what_somebody_decides_to_go_on_with_goes_on(world, case, measures):
    evaluate(world, case, (measures[0], "yes", "none", "stop"))
    evaluate(world, case, (measures[0], "yes", "some", "keep"), later=timedelta(days=1))
    with world.as_(world.kari):
        assert measure_status(measures_of(case)[0])[0] == "progress"


def test_what_was_without_effect_twice_running_is_pointed_at(world, case, measures):
    for days, effects in enumerate((("none", "none", "none"), ("none", "some", "none")), start=1):
        said = ((measure, "yes", effect, "keep") for measure, effect in zip(measures, effects, strict=True))
        evaluate(world, case, *said, later=timedelta(days=days))
    with world.as_(world.kari):
        assert without_effect_twice(measures_of(case)) == [measures[0], measures[2]]


def test_a_closed_case_is_not_evaluated(world):
    case = world.a_case(at_level="1", closed=True)
    with world.as_(world.kari):
        measure = Measure.objects.filter(case=case).first()
        before = Evaluation.objects.filter(case=case).count()
    with pytest.raises(Closed):
        evaluate(world, case, (measure, "yes", "works", "keep"))
    with world.as_(world.kari):
        assert Evaluation.objects.filter(case=case).count() == before


def test_fifty_measures_are_evaluated_with_as_many_questions_as_five(world, case, by):
    asked = []
    for number in (5, 50):
        with world.as_(world.kari):
            already = Measure.objects.filter(case=case).count()
            made = [
                services.add_measure(case=case, text=str(n), evaluate_on=world.today, **WORDS, **by)
                for n in range(number - already)
            ]
            reviews = [Reviewed(each.pk, "yes", "works", "keep", world.today + NEXT) for each in made]
            with CaptureQueriesContext(connection) as seen:
                services.evaluate(case=case, reviews=reviews, **VIEWS, **by)
        asked.append(len(seen))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("name", ["tom", "liv", "nora", "mona"])
def test_outsiders_and_the_family_see_no_evaluation_rows(world, case, measures, name):
    evaluate(world, case, (measures[0], "yes", "works", "keep"))
    with world.as_(getattr(world, name)):
        assert not Evaluation.objects.filter(case=case).exists()
        assert not MeasureReview.objects.filter(case=case).exists()
        assert list(evaluations_of(case)) == []


def test_a_review_cannot_be_of_another_cases_measure(world, case, measures):
    evaluation = evaluate(world, case)
    other = world.a_case(child=world.eva, author=world.per, at_level="1", ready=True)
    with world.as_(world.per):
        theirs = Measure.objects.filter(case=other).first()
    review = MeasureReview(
        case=case,
        evaluation=evaluation,
        measure=theirs,
        as_planned="yes",
        effect=Effect.WORKS,
        onward="keep",
        at=world.now,
    )
    with (
        world.as_(world.kari),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        review.save(force_insert=True)


def test_what_is_worth_a_look_is_said_and_stops_nobody(world, case, by):
    with world.as_(world.kari):
        for number in range(4):
            services.add_goal(case=case, text=f"Mål {number}", sign="" if number else "Det vises", **by)
        services.add_measure(case=case, text="Uten dag", **WORDS, **by)
        goals, measures = list(goals_of(case)), list(measures_of(case))
        looks = worth_a_look(goals, measures, sealed=False, today=world.today, team=())
        assert [look.check for look in looks] == [
            Check.MANY_GOALS,
            Check.NO_SIGN,
            Check.NO_SIGN,
            Check.NO_SIGN,
            Check.NOTHING_AT_HOME,
            Check.NOTHING_BY_FAMILY,
            Check.NO_EVALUATION,
        ]
        looks = worth_a_look(goals, measures, sealed=True, today=world.today, team=())
        sealed = {look.check for look in looks}
        assert sealed == {Check.MANY_GOALS, Check.NO_SIGN, Check.NO_EVALUATION}
        services.add_measure(
            case=case,
            text="Middag",
            arena="home",
            responsible="guardian",
            responsible_name="Mona Strand",
            evaluate_on=world.today + NEXT,
            **by,
        )
        at_home = {"goals": goals[:1], "measures": list(measures_of(case))[1:], "sealed": False, "team": ()}
        assert worth_a_look(**at_home, today=world.today) == []
        looks = worth_a_look(**at_home, today=world.today + NEXT)
        assert [look.check for look in looks] == [Check.EVALUATION_PAST]
