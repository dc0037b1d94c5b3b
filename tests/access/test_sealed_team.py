"""What a guardian's yes opens and does not open, in raw SQL, past every page and service."""

from datetime import timedelta

import pytest
from django.db import connection

from access.raw import DENIED, TAKEN, attempt, move, seen
from laget.foundation.ids import uuid7

ANSWER = (
    "insert into consents_consent (id, case_id, guardian_id, service_id, answer, until_on, seat_id, at)"
    " values (%s, %s, %s, %s, %s, %s, %s, %s)"
)
INVITED = (
    "insert into consents_invitedservice (id, case_id, service_id, seat_id, at) values (%s, %s, %s, %s, %s)"
)
ON_CONSENT = (
    "select count(*) from cases_teammember where case_id = %s and basis = 'consent' and to_at is null"
)
BASIS = "select basis from cases_teammember where case_id = %s and seat_id = %s and to_at is null"


@pytest.fixture
def case(world):
    """SIRI is in the team because MONA and FRANK have said yes to the health service."""
    return world.a_case(at_level="2")


def seal(world, cursor, case, who):
    cursor.execute(*_order(*move(case, who, "", "", world.now, kind="sealed")))


def _order(statement, *values):
    return statement, values


def answer(world, case, answered, who):
    until = world.today if answered == "given" else None
    return (
        ANSWER, uuid7(), case.pk, world.mona.person.pk, world.services["health"].pk, answered, until,
        who.seat.pk, world.now,
    )  # fmt: skip


def invited(world, case, service, who):
    return (INVITED, uuid7(), case.pk, world.services[service].pk, who.seat.pk, world.now)


@pytest.mark.parametrize("by", ["kari", "per", "amir"])
def test_sealing_ends_what_is_there_on_consent(world, case, by):
    who = getattr(world, by)
    with world.as_(who) as cursor:
        assert seen(ON_CONSENT, case.pk) == 1
        seal(world, cursor, case, who)
        assert seen(ON_CONSENT, case.pk) == 0
        assert seen("select max(to_at) from cases_teammember where case_id = %s", case.pk) == world.now
    with world.as_(world.siri):
        assert seen("select count(*) from cases_case where id = %s", case.pk) == 0


@pytest.mark.parametrize("kind", ["sealed", "in_error"])
def test_whoever_comes_in_between_the_sending_of_a_form_and_its_lock_is_out_too(world, case, as_owner, kind):
    """SIRI was let in a moment after KARI had sent her form, and before its turn came."""
    hers = "update cases_teammember set from_at = %s where case_id = %s and seat_id = %s"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(hers, [world.now + timedelta(milliseconds=20), case.pk, world.siri.seat.pk])
    with world.as_(world.kari) as cursor:
        cursor.execute(*_order(*move(case, world.kari, "", "", world.now, kind=kind)))
        assert seen(ON_CONSENT, case.pk) == 0


def test_whoever_seals_it_on_consent_is_there_by_law_from_then_on(world, case):
    with world.as_(world.siri) as cursor:
        seal(world, cursor, case, world.siri)
    with world.as_(world.siri):
        assert seen(BASIS, case.pk, world.siri.seat.pk) == "statute"
        assert seen(ON_CONSENT, case.pk) == 0


def test_the_others_stay_for_what_they_were(world, case):
    with world.as_(world.amir) as cursor:
        seal(world, cursor, case, world.amir)
        team = {who: seen(BASIS, case.pk, getattr(world, who).seat.pk) for who in ("kari", "per", "amir")}
    assert team == {"kari": "author", "per": "leader", "amir": "own_service"}


def test_in_a_sealed_case_a_yes_is_taken_back_and_nothing_else_is_answered(world, case):
    with world.as_(world.kari) as cursor:
        seal(world, cursor, case, world.kari)
        for answered, outcome in (("withdrawn", TAKEN), ("given", DENIED), ("refused", DENIED)):
            assert attempt(answer(world, case, answered, world.kari)) == outcome
    with world.as_(world.amir):
        assert attempt(answer(world, case, "withdrawn", world.amir)) == DENIED


def test_only_a_service_that_helps_children_here_is_invited(world, case, as_owner):
    with world.as_(world.kari):
        assert attempt(invited(world, case, "ppt", world.kari)) == TAKEN
        for service in ("administration", "school"):
            assert attempt(invited(world, case, service, world.kari)) == DENIED
    with as_owner():
        world.services["ppt"].serves.clear()
    with world.as_(world.kari):
        assert attempt(invited(world, case, "ppt", world.kari)) == DENIED
