"""Whoever waits reads for whom and since when; whoever it is that they wait for reads who does."""

from dataclasses import replace
from datetime import timedelta

from batons import accept, offer
from own_pathways import published
from pages import child_page
from todays import at_level_1, row_of, today


def test_whoever_waits_reads_for_whom_and_since_when(world):
    case = at_level_1(world, holder=world.amir)
    for who in (world.kari, world.per):
        assert "Waiting for Amir Haddad since tor. 15. okt." in row_of(today(world, who), case)
        assert "Amir Haddad’s turn since tor. 15. okt." in child_page(world, who, case)
    assert "Waiting for" not in today(world, world.amir)


def test_the_turn_comes_when_what_is_before_it_is_done(world):
    """Level 1 began ten days ago, and what one meets about was agreed on three days later."""
    life = world.on_level_1(days_ago=10)
    life.at += timedelta(days=3)
    world._meet(life, "start_meeting")
    life.hear("Jeg vil ha noen å leke med.")
    life.write_plan(world.today + timedelta(days=60))
    life.plan_meeting("evaluation", world.now + timedelta(days=60))
    assert "Waiting for Kari Lund since tir. 17. nov." in row_of(today(world, world.per), life.case)


def test_whoever_it_is_that_others_wait_for_reads_who_does(world):
    """PER is to look into it, as the pathway says where it is about the place itself."""
    published(world, ('services = ["kindergarten", "health", "ppt"]', ""))
    life = world.a_life()
    life.story = replace(life.story, category="kindergarten_environment")
    life.worry(share=True)
    life.record("contact_named", named="Kari Lund")
    assert "Kari Lund waits for you" in row_of(today(world, world.per), life.case)
    assert "It is your turn. Kari Lund waits for you." in child_page(world, world.per, life.case)
    assert "Waiting for Per Vik since" in row_of(today(world, world.kari), life.case)
    assert "waits for you" not in today(world, world.kari)


def test_nobody_waits_for_one_who_has_left(world):
    case = at_level_1(world, holder=world.amir)
    world.leaves_work(world.amir)
    assert "Waiting for Per Vik since" in row_of(today(world, world.kari), case)
    assert "waits for you" not in today(world, world.per) and "Amir" not in today(world, world.kari)


def test_a_leader_who_has_left_is_neither_waited_for_nor_turned_to(world):
    case = at_level_1(world, holder=world.amir)
    for who in (world.amir, world.per):
        world.leaves_work(who)
    assert "Waiting for nærmeste leder since" in row_of(today(world, world.kari), case)
    shown = child_page(world, world.kari, case)
    assert "Turn to nærmeste leder, who decides" in shown and "Turn to Per Vik" not in shown


def test_in_danger_all_act_and_nobody_is_waited_for(world):
    case = world.a_case(sealed=True, shared=True)
    for who in (world.kari, world.per):
        shown = today(world, who) + child_page(world, who, case)
        assert "waits for you" not in shown and "Waiting for" not in shown and "’s turn" not in shown


def test_whoever_handed_the_baton_on_reads_that_it_was_taken(world):
    case = at_level_1(world, holder=world.kari)
    offer(world, case, world.amir)
    assert "has taken the baton" not in today(world, world.kari)
    accept(world, case, world.amir)
    assert "Amir Haddad has taken the baton of O.S. 4B" in today(world, world.kari)
    world.set_clock(world.now + timedelta(days=15))
    assert "has taken the baton" not in today(world, world.kari)
