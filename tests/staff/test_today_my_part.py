"""On Today each finds what is theirs in a case that somebody else carries."""

from datetime import timedelta

import pytest
from django.urls import reverse

from laget.plans import services as plans
from own_pathways import published
from todays import today

GROUP = "Lekegruppe med Amir"
HEAR = "Hear the child"


@pytest.fixture
def life(world):
    """OLA's case on level 1: KARI holds the baton, AMIR helps. What they do is agreed on and has begun; they
    look at it in thirty days, on Christmas Eve."""
    life = world.on_level_1()
    world.agree(life)
    return life


def rows_of(shown, case):
    """What Today asks of whoever reads it, and not of another, in this case."""
    mine = shown.split("Waiting for others")[0]
    return [row for row in mine.split('<li class="todo-row')[1:] if str(case.pk) in row]


def a_measure(world, life, who, **days):
    said = {"by_on": None, "evaluate_on": None, **days}
    with world.as_(world.kari):
        return plans.add_measure(
            case=life.case, goal=None, text=GROUP, arena="unit", responsible="staff",
            responsible_seat=who.seat, responsible_name=who.name, seat=world.kari.seat, now=world.now, **said,
        )  # fmt: skip


def name_amir(world, life):
    life.at = world.now
    life.record("interviewer_named", named="Amir Haddad", named_seat=world.amir.seat)
    world.set_clock(world.now + timedelta(days=1))


def test_whoever_is_named_to_ask_the_child_reads_it_with_the_day_though_another_holds_the_baton(world, life):
    assert not rows_of(today(world, world.amir), life.case)
    name_amir(world, life)
    (row,) = rows_of(today(world, world.amir), life.case)
    assert HEAR in row and reverse("voice", args=[life.case.pk]) in row and "in 29 days" in row
    for other in (world.kari, world.per):
        assert HEAR not in "".join(rows_of(today(world, other), life.case))


def test_it_is_theirs_until_they_have_asked(world, life):
    name_amir(world, life)
    world.set_clock(world.now + timedelta(days=27))
    assert "todo-soon" in rows_of(today(world, world.amir), life.case)[0]
    with world.as_(world.amir):
        life.at = world.now
        life.hear("Det går bedre nå.", by=world.amir.seat)
    assert not rows_of(today(world, world.amir), life.case)


def test_when_the_case_is_sealed_nobody_does_what_was_agreed_before(world):
    """In a pathway where whoever is named is named for good, and to meet with the family."""
    for_good = 'kind = "person"\nfor = "held.evaluation"\nlasts = "case"'
    published(world, ('kind = "person"\nfor = "child_heard"\nlasts = "round"', for_good))
    life = world.on_level_1()
    world._meet(life, "start_meeting")
    life.hear("Jeg vil ha noen å leke med.")
    life.write_plan(world.today + timedelta(days=30))
    life.record("interviewer_named", named="Amir Haddad", named_seat=world.amir.seat)
    assert "Evalueringsmøte" in rows_of(today(world, world.amir), life.case)[0]
    life.at = world.now
    life.seal("Det er noe hjemme.")
    assert "Evalueringsmøte" not in today(world, world.amir)


def test_of_one_who_has_left_nothing_is_asked(world, life):
    name_amir(world, life)
    assert HEAR in today(world, world.amir)
    life.at = world.now
    life.leave(world.amir.seat)
    assert HEAR not in today(world, world.amir)


def test_whoever_is_to_begin_something_reads_it_within_a_week_of_the_day(world, life):
    begins = world.today + timedelta(days=9)
    a_measure(world, life, world.amir, by_on=begins)
    assert GROUP not in today(world, world.amir)
    world.set_clock(world.now + timedelta(days=2))
    (row,) = rows_of(today(world, world.amir), life.case)
    assert f"Begin: {GROUP}" in row and "in 7 days" in row and "todo-later" in row
    assert GROUP not in today(world, world.kari) and GROUP not in today(world, world.per)


def test_on_the_day_and_after_it_needs_me_also_when_the_day_was_a_sunday(world, life):
    sunday = world.today + timedelta(days=5)
    a_measure(world, life, world.amir, by_on=sunday)
    for days, urgency in ((4, "todo-soon"), (5, "todo-today"), (6, "todo-overdue")):
        world.set_clock(world.now.replace(day=24) + timedelta(days=days))
        assert urgency in rows_of(today(world, world.amir), life.case)[0]


def test_what_has_begun_is_not_asked_for(world, life):
    measure = a_measure(world, life, world.amir, by_on=world.today + timedelta(days=1))
    assert GROUP in today(world, world.amir)
    with world.as_(world.kari):
        plans.begin_measure(measure=measure, seat=world.kari.seat, now=world.now)
    assert GROUP not in today(world, world.amir)


def test_whoever_may_not_say_so_in_the_plan_writes_a_note_and_has_then_said_it(world, life):
    a_measure(world, life, world.amir, by_on=world.today)
    amir, entry = world.client_of(world.amir), reverse("entry", args=[life.case.pk])
    assert entry in rows_of(today(world, world.amir), life.case)[0] and amir.get(entry).status_code == 200
    life.at = world.now
    life.note("Vi begynte i dag.", by=world.amir.seat)
    assert GROUP not in today(world, world.amir)


def test_a_note_from_before_the_day_says_nothing_of_it(world, life):
    life.at = world.now
    life.note("Vi gleder oss.", by=world.amir.seat)
    a_measure(world, life, world.amir, by_on=world.today + timedelta(days=1))
    world.set_clock(world.now + timedelta(days=1))
    assert GROUP in today(world, world.amir)


def test_when_the_day_to_look_at_it_comes_whoever_does_it_says_how_it_went(world, life):
    measure = a_measure(world, life, world.amir, evaluate_on=world.today + timedelta(days=6))
    with world.as_(world.kari):
        plans.begin_measure(measure=measure, seat=world.kari.seat, now=world.now)
    (row,) = rows_of(today(world, world.amir), life.case)
    assert f"Say how it went: {GROUP}" in row and "in 6 days" in row and "Open it" in row
    world.set_clock(world.now + timedelta(days=7))
    (row,) = rows_of(today(world, world.amir), life.case)
    assert reverse("entry", args=[life.case.pk]) in row and "Do it now" in row
    life.at = world.now
    life.record("interviewer_named", named="Kari Lund")
    life.evaluate("worked", world.today + timedelta(days=30))
    assert GROUP not in today(world, world.amir)


def test_what_the_step_says_already_is_not_said_twice(world, life):
    """It is KARI's turn to say what has begun; her own measure is one of those."""
    a_measure(world, life, world.kari, by_on=world.today, evaluate_on=world.today + timedelta(days=30))
    (row,) = rows_of(today(world, world.kari), life.case)
    assert "Say which measures have begun" in row


def test_nobody_outside_the_team_reads_of_it(world, life):
    a_measure(world, life, world.amir, by_on=world.today)
    assert GROUP in today(world, world.amir)
    life.at = world.now
    life.leave(world.amir.seat)
    assert GROUP not in today(world, world.amir)
