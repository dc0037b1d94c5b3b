"""When the measures count as agreed on."""

from datetime import timedelta

from laget.moves.queries import facts_of
from laget.plans import services
from laget.plans.models import Goal, Measure


def test_one_measure_without_a_day_to_evaluate_is_enough_to_wait(world):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):

        def agreed(evaluate_on):
            Measure(
                case=case, text="Lekegruppe", arena="unit", responsible="staff", responsible_name="Kari Lund",
                responsible_seat=world.kari.seat, evaluate_on=evaluate_on, created_at=world.now,
            ).save(force_insert=True)  # fmt: skip
            return "measures_agreed" in facts_of([case])[case.pk]

        assert agreed(world.today + timedelta(days=30))
        assert not agreed(None)


def test_what_has_been_evaluated_and_stopped_was_agreed_on(world):
    case = world.a_case(at_level="1", ready=True)
    with world.as_(world.kari):
        end_all(world, case)
        assert {"goals_set", "measures_agreed"} <= facts_of([case])[case.pk].keys()


def test_what_was_stopped_before_it_was_evaluated_must_be_agreed_on_anew(world):
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    life.write_plan(world.today + timedelta(days=60))
    with world.as_(world.kari):
        assert {"goals_set", "measures_agreed"} <= facts_of([life.case])[life.case.pk].keys()
        end_all(world, life.case)
        assert not {"goals_set", "measures_agreed"} & facts_of([life.case])[life.case.pk].keys()


def end_all(world, case):
    by = {"seen": 99, "seat": world.kari.seat, "now": world.now}
    for measure in Measure.objects.filter(case=case, ended_at=None):
        services.end_measure(measure=measure, **by)
    for goal in Goal.objects.filter(case=case, ended_at=None):
        services.end_goal(goal=goal, **by)


def test_a_day_that_passed_before_the_case_was_opened_again_is_agreed_on_no_more(world):
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    life.write_plan(world.today + timedelta(days=10))
    life.plan_meeting("start_meeting", world.now + timedelta(days=5))
    days = {"agreed.measures_reviewed", "agreed.held.start_meeting"}
    world.set_clock(world.now + timedelta(days=30))
    with world.as_(world.kari):
        assert days <= facts_of([life.case])[life.case.pk].keys()
    life.at = world.now
    life.register_in_error("Dette gjaldt et annet barn.")
    life.reopen("Det gjaldt dette barnet likevel.")
    with world.as_(world.kari):
        assert not days & facts_of([life.case])[life.case.pk].keys()


def test_what_was_agreed_with_the_family_is_not_asked_for_once_the_case_is_sealed(world):
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    life.write_plan(world.today + timedelta(days=10))
    life.plan_meeting("start_meeting", world.now + timedelta(days=5))
    life.seal("Han sier at han blir slått.")
    with world.as_(world.kari):
        facts = facts_of([life.case])[life.case.pk]
    assert "sealed" in facts and not [fact for fact in facts if fact.startswith("agreed.")]
