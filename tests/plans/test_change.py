"""Changing a plan, alone and two at a time: nothing that somebody wrote goes under unseen."""

import pytest
from django.db import IntegrityError, transaction

from laget.cases.queries import Closed
from laget.moves.queries import facts_of
from laget.plans import services
from laget.plans.changes import Conflict
from laget.plans.models import Goal, Measure, Part, Plan, PlanChange
from laget.plans.queries import plan_of


@pytest.fixture
def by_per(world):
    return {"seat": world.per.seat, "now": world.now}


WORDS = {"text": "Lekegruppe", "arena": "unit", "responsible": "staff", "responsible_name": "Kari Lund"}


def a_measure(case, by, **words):
    return services.add_measure(case=case, **WORDS | words, **by)


def test_words_that_are_written_stand_and_what_stood_before_is_kept(world, case, by):
    with world.as_(world.kari):
        services.change_words(case=case, words={"behind": "Bråk i klassen", "needs": ""}, seen=0, **by)
        plan = services.change_words(case=case, words={"behind": "Uro i timene"}, seen=1, **by)
        kept = list(PlanChange.objects.filter(case=case).order_by("version").values_list("before", "after"))
    assert (plan.behind, plan.version) == ("Uro i timene", 2)
    assert kept[1] == ({"behind": "Bråk i klassen"}, {"behind": "Uro i timene"})


def test_writing_the_same_again_changes_nothing(world, case, by):
    with world.as_(world.kari):
        services.change_words(case=case, words={"behind": "En\r\nTo"}, seen=0, **by)
        plan = services.change_words(case=case, words={"behind": "En\nTo"}, seen=1, **by)
    assert plan.version == 1


def test_two_who_write_the_same_words_meet(world, case, by, by_per):
    with world.as_(world.per):
        services.change_words(case=case, words={"behind": "Pers ord", "needs": ""}, seen=0, **by_per)
    with world.as_(world.kari), pytest.raises(Conflict) as met:
        services.change_words(case=case, words={"behind": "Karis ord", "needs": "Venner"}, seen=0, **by)
    assert set(met.value.theirs) == {"behind"}
    assert (met.value.theirs["behind"].value, met.value.theirs["behind"].who) == ("Pers ord", "Per Vik")
    with world.as_(world.kari):
        assert (plan_of(case).behind, plan_of(case).needs) == ("Pers ord", "")


def test_two_who_write_different_words_both_stand(world, case, by, by_per):
    with world.as_(world.kari):
        services.change_words(case=case, words={"behind": "Først", "needs": "Først"}, seen=0, **by)
    with world.as_(world.per):
        services.change_words(case=case, words={"behind": "Pers", "needs": "Først"}, seen=1, **by_per)
    with world.as_(world.kari):
        plan = services.change_words(case=case, words={"behind": "Først", "needs": "Karis"}, seen=1, **by)
    assert (plan.behind, plan.needs) == ("Pers", "Karis")


def test_who_has_seen_theirs_and_chosen_own_words_gets_them(world, case, by, by_per):
    with world.as_(world.per):
        services.change_words(case=case, words={"behind": "Pers"}, seen=0, **by_per)
    chosen = {"case": case, "words": {"behind": "Karis"}, "seen": 0, "settled": {"behind": 1}, **by}
    with world.as_(world.kari):
        assert services.change_words(**chosen).behind == "Karis"
    with world.as_(world.per):
        services.change_words(case=case, words={"behind": "Pers igjen"}, seen=2, **by_per)
    with world.as_(world.kari), pytest.raises(Conflict):
        services.change_words(**chosen | {"words": {"behind": "Karis igjen"}})


def test_adding_never_conflicts(world, case, by, by_per):
    with world.as_(world.per):
        a_measure(case, by_per)
    with world.as_(world.kari):
        a_measure(case, by)
        assert (Measure.objects.filter(case=case).count(), plan_of(case).version) == (2, 2)


def test_who_does_it_is_one_answer(world, case, by, by_per):
    with world.as_(world.kari):
        measure = a_measure(case, by, responsible_seat=world.kari.seat)
    mother = {"responsible": "guardian", "responsible_seat_id": None, "responsible_name": "Mona Strand"}
    network = {"responsible": "network", "responsible_seat_id": None, "responsible_name": "Farmor"}
    with world.as_(world.per):
        services.change_measure(measure=measure, words=network, seen=1, **by_per)
    with world.as_(world.kari), pytest.raises(Conflict) as met:
        services.change_measure(measure=measure, words=mother, seen=1, **by)
    assert {name: theirs.value for name, theirs in met.value.theirs.items()} == network
    settled = dict.fromkeys(mother, 2)
    with world.as_(world.kari):
        measure = services.change_measure(measure=measure, words=mother, seen=1, settled=settled, **by)
    assert (measure.responsible, measure.responsible_name) == ("guardian", "Mona Strand")


def test_what_one_stops_is_what_one_saw(world, case, by, by_per):
    with world.as_(world.kari):
        measure = a_measure(case, by)
    with world.as_(world.per):
        services.change_measure(measure=measure, words={"text": "Lekegruppe på fredager"}, seen=1, **by_per)
    with world.as_(world.kari), pytest.raises(Conflict):
        services.end_measure(measure=measure, seen=1, **by)
    with world.as_(world.kari):
        services.end_measure(measure=measure, seen=2, **by)
        services.end_measure(measure=measure, seen=3, **by)
        measure.refresh_from_db()
        assert measure.ended_at == world.now
        services.resume_measure(measure=measure, **by)
        measure.refresh_from_db()
        assert measure.ended_at is None


def test_goals_change_places(world, case, by):
    with world.as_(world.kari):
        first, second, third = (
            services.add_goal(case=case, text=text, sign="", **by) for text in ("En", "To", "Tre")
        )
        services.move_goal(goal=third, steps=-1, **by)
        services.move_goal(goal=first, steps=-1, **by)
        assert list(Goal.objects.order_by("position").values_list("text", flat=True)) == ["En", "Tre", "To"]
        services.end_goal(goal=third, seen=plan_of(case).version, **by)
        services.move_goal(goal=second, steps=-1, **by)
        live = Goal.objects.filter(ended_at=None).order_by("position")
        assert list(live.values_list("text", flat=True)) == ["To", "En"]


def test_the_measures_of_a_goal_that_is_reached_go_on(world, case, by):
    with world.as_(world.kari):
        goal = services.add_goal(case=case, text="Venner", sign="Han leker", **by)
        measure = a_measure(case, by, goal=goal)
        services.end_goal(goal=goal, seen=2, **by)
        measure.refresh_from_db()
        assert (measure.goal_id, measure.ended_at) == (None, None)


def test_a_closed_case_takes_no_change(world, by):
    case = world.a_case(at_level="1", closed=True)
    with world.as_(world.kari), pytest.raises(Closed):
        services.change_words(case=case, words={"behind": "For sent"}, seen=0, **by)
    with world.as_(world.kari), pytest.raises(Closed):
        a_measure(case, by)


def test_measures_with_somebody_and_a_day_are_agreed(world, case, by):
    with world.as_(world.kari):
        assert "measures_agreed" not in facts_of([case])[case.pk]
        a_measure(case, by, evaluate_on=world.today)
        assert "measures_agreed" in facts_of([case])[case.pk]
        second = a_measure(case, by)
        assert "measures_agreed" not in facts_of([case])[case.pk]
        services.end_measure(measure=second, seen=2, **by)
        assert "measures_agreed" in facts_of([case])[case.pk]
        goal = services.add_goal(case=case, text="Venner", sign="", **by)
        assert "goals_set" not in facts_of([case])[case.pk]
        services.change_goal(goal=goal, words={"sign": "Han leker"}, seen=4, **by)
        assert "goals_set" in facts_of([case])[case.pk]


@pytest.mark.parametrize("name", ["tom", "liv", "nora", "mona"])
def test_outsiders_see_and_write_no_row_of_a_plan(world, case, by, name):
    with world.as_(world.kari):
        services.change_words(case=case, words={"behind": "Hemmelig"}, seen=0, **by)
        services.add_goal(case=case, text="Venner", sign="", **by)
        a_measure(case, by)
    mine = "where case_id = %s"
    with world.as_(getattr(world, name)) as cursor:
        seen = {}
        for table in ("plan", "goal", "measure", "planchange"):
            cursor.execute(f"select count(*) from plans_{table} {mine}", [case.pk])
            seen[table] = cursor.fetchone()[0]
        cursor.execute(f"update plans_measure set text = 'x' {mine}", [case.pk])
        changed = cursor.rowcount
    assert set(seen.values()) == {0}
    assert changed == 0


def test_what_was_replaced_cannot_be_rewritten(world, case, by):
    with world.as_(world.kari):
        services.change_words(case=case, words={"behind": "Uro"}, seen=0, **by)
        change = PlanChange.objects.get(case=case)
        for forbidden in ("update plans_planchange set after = '{}'", "delete from plans_planchange"):
            with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                PlanChange.objects.raw(forbidden)._fetch_all()
    assert (change.part, change.after) == (Part.WORDS, {"behind": "Uro"})


def test_a_measure_cannot_have_another_cases_goal(world, case, by):
    other = world.a_case(child=world.eva, author=world.per, at_level="1")
    with world.as_(world.per):
        goal = services.add_goal(case=other, text="Evas mål", sign="", seat=world.per.seat, now=world.now)
    with world.as_(world.kari), pytest.raises(IntegrityError, match="goal_of_its_case"), transaction.atomic():
        a_measure(case, by, goal=goal)


def test_a_plan_that_nobody_has_written_is_empty(world, case):
    with world.as_(world.kari):
        assert plan_of(case).version == 0
        assert not Plan.objects.filter(case=case).exists()


def test_the_same_goal_set_by_two_at_once_stands_once(world, case, by, by_per):
    """PER's page was open before KARI's goal stood: only the plan itself can tell him."""
    with world.as_(world.kari):
        services.add_goal(case=case, text="Ler", sign="", **by)
        other = services.add_goal(case=case, text="Leker", sign="", **by)
    with world.as_(world.per):
        with pytest.raises(services.SameGoal):
            services.add_goal(case=case, text=" LER ", sign="", **by_per)
        with pytest.raises(services.SameGoal):
            services.change_goal(goal=other, words={"text": "ler", "sign": ""}, seen=2, **by_per)
        services.change_goal(goal=other, words={"text": "leker", "sign": "Smiler"}, seen=2, **by_per)
        assert Goal.objects.filter(case=case).count() == 2
