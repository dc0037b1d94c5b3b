"""Towards the end of the aftercare somebody asks how it goes: once, and never past a sealed case."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from access.raw import NOT_POSSIBLE, TAKEN, attempt, seen
from laget.cases.models import Case
from laget.foundation.ids import uuid7
from laget.ops import scratch
from own_pathways import published
from pages import address, read
from todays import today

ASK = "Ask how it goes"
WARNED = f"Suspicion of violence, ask child welfare first: {ASK}"
GUARDIANS = "Ask the child and the guardians"
ENDS = (
    "insert into moves_move"
    " (id, case_id, kind, exit, target, from_level, reason, seat_id, at, aftercare_until)"
    " values (%s, %s, 'exit', %s, %s, '', 'x', %s, %s, %s)"
)


def page(world, who, case):
    return read(world, who, address("how_it_goes", case))


def ready(world, days_ago=100, **worry):
    life = world.a_life(days_ago=days_ago)
    life.worry(share=True, **worry)
    if worry:
        world.make_ready(life, "sealed")
    else:
        world.up_to_1(life)
        world.make_ready(life, "1")
    return life


def ended(world, days_ago=100):
    life = ready(world, days_ago)
    life.go("effect_close", "aftercare", "Det går bra nå.")
    return life


def towards_its_end(world, life):
    with world.as_(world.kari):
        until = seen("select aftercare_until from cases_case where id = %s", life.case.pk)
    world.set_clock(world.now + timedelta(days=(until - world.today).days - 3))


@pytest.fixture
def asked(world):
    life = ended(world)
    towards_its_end(world, life)
    assert ASK in today(world, world.kari)
    return life.case


def test_nobody_is_sent_to_the_guardians_while_a_sealed_case_stands_beside(world, asked):
    assert WARNED not in today(world, world.kari)
    assert GUARDIANS in page(world, world.kari, asked)
    sealed = world.a_case(sealed=True, days_ago=1)
    assert WARNED in today(world, world.kari)
    shown = page(world, world.kari, asked)
    assert GUARDIANS not in shown
    assert shown.index(reverse("case", args=[sealed.pk])) < shown.index("<textarea")


def test_beside_a_new_case_it_is_said_which_of_them_has_ended(world, asked):
    """To KARI, who is in both; AMIR is in the older alone, and reads nothing of the other."""
    new = world.a_case(days_ago=1, shared=False)
    until = "closed, aftercare until"
    assert until in world.client_of(world.kari).get(reverse("case", args=[new.pk])).text
    assert f"{ASK}: the case was closed" in today(world, world.kari)
    shown, other = page(world, world.kari, asked), reverse("case", args=[new.pk])
    assert "This is about the case that was closed" in shown and other in shown
    assert other not in page(world, world.amir, asked) and "open case" not in page(world, world.amir, asked)


def test_who_is_outside_the_sealed_case_learns_nothing_of_it(world, asked):
    world.a_case(sealed=True, days_ago=1)
    assert "sealed" not in page(world, world.amir, asked)


def test_of_a_sealed_case_no_guardian_is_asked(world):
    case = world.a_case(sealed=True, closed=True)
    with scratch.as_owner():
        Case.objects.filter(pk=case.pk).update(aftercare_until=world.today + timedelta(days=3))
    assert GUARDIANS not in page(world, world.kari, case)


def test_what_laget_notes_by_itself_says_nothing_of_how_it_goes(world, asked):
    """AMIR leaves, and LIV is in no team: KARI must still ask."""
    said = {"form_key": uuid4(), "reason": "Slutter."}
    sent = world.client_of(world.amir).post(reverse("team_leave", args=[asked.pk]), said)
    assert sent.status_code == 302
    assert ASK in today(world, world.kari)
    note = {"form_key": uuid4(), "text": "Hun sier at det går bra.", "audience": "team"}
    world.client_of(world.kari).post(reverse("how_it_goes", args=[asked.pk]), note)
    assert ASK not in today(world, world.kari)


def test_what_was_written_before_a_short_aftercare_does_not_say_how_it_went(world):
    published(world, ('aftercare = "3 months"', 'aftercare = "10 days"'))
    life = ready(world, 30)
    life.note("Han lekte i dag.")
    life.go("effect_close", "aftercare", "Det går bra nå.")
    towards_its_end(world, life)
    assert ASK in today(world, world.kari)


def attempt_to_end(world, life, exit_id, target, until):
    at = life.at + timedelta(minutes=10)
    with world.as_(world.kari, at):
        return attempt((ENDS, uuid7(), life.case.pk, exit_id, target, world.kari.seat.pk, at, until))


@pytest.mark.parametrize(
    ("days", "outcome"),
    [(None, NOT_POSSIBLE), (-1, NOT_POSSIBLE), (0, TAKEN), (80, TAKEN), (400, NOT_POSSIBLE)],
)
def test_aftercare_ends_within_what_the_pathway_says(world, days, outcome):
    life = ready(world)
    until = None if days is None else (life.at + timedelta(days=days)).date()
    assert attempt_to_end(world, life, "effect_close", "aftercare", until) == outcome


@pytest.mark.parametrize("sealed", [False, True])
def test_a_case_that_only_ends_has_no_aftercare(world, sealed):
    life = ready(world, violence=True) if sealed else ready(world)
    way = "close" if sealed else "effect_close"
    assert attempt_to_end(world, life, way, "closed", life.today) == NOT_POSSIBLE
    assert attempt_to_end(world, life, way, "closed", None) == TAKEN
