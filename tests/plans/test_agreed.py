"""When the measures count as agreed on."""

from datetime import timedelta
from itertools import product

import pytest
from django.urls import reverse

from laget.foundation.clock import local_day
from laget.moves.queries import facts_of
from laget.pathway.published import pathway_of
from laget.plans import services
from laget.plans.models import Goal, Measure
from laget.rules.agreed import lacks
from laget.staff.ways import ways_to


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
    life = world.on_level_1()
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
    life = world.on_level_1()
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
    life = world.on_level_1()
    life.write_plan(world.today + timedelta(days=10))
    life.plan_meeting("start_meeting", world.now + timedelta(days=5))
    life.seal("Han sier at han blir slått.")
    with world.as_(world.kari):
        facts = facts_of([life.case])[life.case.pk]
    assert "sealed" in facts and not [fact for fact in facts if fact.startswith("agreed.")]


def are_agreed(measures, after):
    """Of those that are worked on or have had their turn in the round: of what has ended nothing is asked."""
    return bool(measures) and not any(lacks(each, after) for each in measures if not each.ended_at)


WHO, DAYS = ("Kari Lund", ""), (None, -1, 0, 1, 30)


@pytest.mark.parametrize("evaluated", [False, True])
def test_the_pages_name_what_the_database_waits_for(world, evaluated):
    """Who, when it is evaluated and whether it has ended, before an evaluation and after."""
    case = world.a_case(at_level="1", ready=evaluated)
    with world.as_(world.kari):
        began, counted = local_day(case.round_since), []
        if evaluated:
            end_all(world, case)
            counted = list(Measure.objects.filter(case=case))
        assert ("measures_agreed" in facts_of([case])[case.pk]) is are_agreed(counted, began)
        for who, days, ended in product(WHO, DAYS, (False, True)):
            measure = a_measure(world, case, who, began + timedelta(days=days) if days is not None else None)
            if ended:
                services.end_measure(measure=measure, seen=99, seat=world.kari.seat, now=world.now)
                measure.refresh_from_db()
            these = [*counted, *([measure] if evaluated or not ended else [])]
            fact = "measures_agreed" in facts_of([case])[case.pk]
            assert fact is are_agreed(these, began), (who, days, ended)
            assert fact is not any(lacks(each, began) for each in these if not each.ended_at) or not these
            if not ended:
                services.end_measure(measure=measure, seen=99, seat=world.kari.seat, now=world.now)
                measure.refresh_from_db()
            counted += [measure] if evaluated else []


def a_measure(world, case, who, evaluate_on):
    measure = Measure(
        case=case, text="Lekegruppe", arena="unit", responsible="staff", responsible_name=who,
        responsible_seat=world.kari.seat, evaluate_on=evaluate_on, created_at=world.now,
    )  # fmt: skip
    measure.save(force_insert=True)
    return measure


def test_each_measure_that_waits_is_named_and_one_tap_away(world):
    life = world.on_level_1()
    with world.as_(world.kari):
        agreed = a_measure(world, life.case, "Kari Lund", world.today + timedelta(days=30))
        without = a_measure(world, life.case, "Kari Lund", None)
        ways = ways_to(["measures_agreed"], pathway_of(life.case.version_id), life.case, [agreed, without])
        (way,) = ways
        assert "Lekegruppe" in way.title
    shown = world.client_of(world.kari).get(reverse("case", args=[life.case.pk])).text
    assert f'href="{reverse("plan_measure", args=[life.case.pk, without.pk])}"' in shown
    assert f'href="{reverse("plan_measure", args=[life.case.pk, agreed.pk])}"' not in shown
