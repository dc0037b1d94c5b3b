"""Somebody is put into a team: Today tells them so, and by whom, until they have looked."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from laget.consents import services as consents
from subjects import begun
from todays import today

LET_IN = "You are in the team around"


def taken_in(world, case, who):
    said = {"form_key": uuid4(), "seat": who.seat.pk, "reason": "Hun har klassen i gym."}
    page = world.client_of(world.kari).post(reverse("team_colleague", args=[case.pk]), said)
    assert page.status_code == 302


def test_tom_reads_on_today_that_kari_has_let_him_in_until_he_has_opened_the_case(world, case):
    assert LET_IN not in today(world, world.tom)
    taken_in(world, case, world.tom)
    world.set_clock(world.now + timedelta(days=2))
    shown = today(world, world.tom)
    assert f"{LET_IN} O.S. 4B" in shown and world.ola.name not in shown
    assert "Since 24. november 2026, let in by Kari Lund." in shown
    world.client_of(world.tom).get(reverse("case", args=[case.pk]))
    assert LET_IN not in today(world, world.tom)


def test_after_a_fortnight_it_is_no_news(world, case):
    taken_in(world, case, world.tom)
    world.set_clock(world.now + timedelta(days=13))
    assert LET_IN in today(world, world.tom)
    world.set_clock(world.now + timedelta(days=2))
    assert LET_IN not in today(world, world.tom)


def test_it_is_said_to_nobody_else_nor_to_whoever_came_in_by_themselves(world, case):
    """PER leads: of a worry he is told as such. MARTE comes in to the case from her worklist."""
    taken_in(world, case, world.tom)
    joining = {"form_key": uuid4(), "reason": "Per er borte."}
    world.client_of(world.marte).post(reverse("join_as_leader", args=[case.pk]), joining)
    assert LET_IN in today(world, world.tom)
    for who in (world.kari, world.amir, world.liv, world.per, world.marte, world.siri, world.nora):
        assert LET_IN not in today(world, who)


def test_where_the_yes_is_taken_back_it_is_not_said_any_more(world):
    case, now = world.a_case(at_level="2"), world.now
    with world.as_(world.kari):
        said = {"case": case, "service": world.services["ppt"], "seat": world.kari.seat, "now": now}
        consents.invite(**said)
        for guardian in (world.mona, world.frank):
            until = world.today + timedelta(days=90)
            consents.record_answer(guardian=guardian.person, answer="given", until_on=until, **said)
        consents.let_in(case=case, to_seat=world.lars.seat, now=now)
    world.set_clock(now + timedelta(hours=1))
    shown = today(world, world.lars)
    assert f"{LET_IN} O.S. 4B" in shown and "Since 24. november 2026." in shown
    with world.as_(world.kari):
        later = said | {"now": world.now}
        consents.record_answer(guardian=world.mona.person, answer="withdrawn", until_on=None, **later)
    assert LET_IN not in today(world, world.lars)
    with world.as_(world.lars) as cursor:
        cursor.execute("select count(*) from not_opened_yet('-infinity')")
        assert cursor.fetchone() == (0,)


def test_per_who_was_told_of_a_worry_just_now_reads_it_as_a_worry(world):
    begun(world, "child", world.kari)
    world.set_clock(world.now + timedelta(hours=2))
    shown = today(world, world.per)
    assert "New worry" in shown and LET_IN not in shown
