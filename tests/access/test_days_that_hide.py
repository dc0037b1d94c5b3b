"""A day far away would hide a child: no absence looked at, no deadline due, a yes that never ends."""

import pytest

from access.raw import DENIED, TAKEN, attempt
from laget.absence.models import AbsenceDay
from laget.foundation.ids import uuid7
from subjects import begun, own_account, young_from

YES = (
    "insert into consents_consent (id, case_id, guardian_id, service_id, answer, until_on, seat_id, at)"
    " values (%s, %s, %s, %s, 'given', %s, %s, %s)"
)
INVITED = (
    "insert into consents_invitedservice (id, case_id, service_id, seat_id, at) values (%s, %s, %s, %s, %s)"
)
NOT_NOW = (
    "insert into absence_countdecision (id, child_id, pathway, count, since, case_id, reason, seat_id, at)"
    " values (%s, %s, 'x', 'y', %s, null, 'Nei.', %s, %s)"
)
CASE = (
    "insert into cases_case (id, municipality_id, unit_id, child_id, version_id, subject, category,"
    " wonder_on, opened_at, opened_by_id, level, entered_step, return_to, round, in_error)"
    " select %s, municipality_id, unit_id, child_id, version_id, 'child', '',"
    " %s, %s, %s, '', '', '', 0, false"
    " from cases_case where id = %s"
)


def a_yes(world, case, guardian, until):
    """KARI invites PPT, and writes this down as the answer."""
    ppt, mine = world.services["ppt"].pk, (world.kari.seat.pk, world.now)
    return (
        (INVITED, uuid7(), case.pk, ppt, *mine),
        (YES, uuid7(), case.pk, guardian.pk, ppt, until, *mine),
    )


@pytest.mark.parametrize(
    ("until", "outcome"),
    [("2026-11-24", TAKEN), ("2028-12-31", TAKEN), ("2029-01-01", DENIED), ("2026-11-23", DENIED)],
)
def test_a_yes_is_for_a_while(world, until, outcome):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        assert attempt(*a_yes(world, case, world.mona.person, until)) == outcome


def test_a_yes_is_theirs_who_answer_now(offered):
    """OLA's own account answers only when he is of age: nobody writes his yes in advance."""
    young_from(offered, 9)
    his = own_account(offered, offered.ola, "Ola Strand")
    case = begun(offered, "youth", offered.kari)
    with offered.as_(offered.kari):
        for person, outcome in ((his, DENIED), (offered.tom.person, DENIED), (offered.mona.person, TAKEN)):
            assert attempt(*a_yes(offered, case, person, "2026-12-24")) == outcome


@pytest.mark.parametrize(
    ("since", "outcome"), [("2026-11-24", TAKEN), ("2026-11-23", DENIED), ("2026-11-25", DENIED)]
)
def test_nobody_says_not_now_of_an_absence_to_come_or_of_a_day_he_was_there(world, since, outcome, as_owner):
    with as_owner():
        for day in ("2026-11-24", "2026-11-25"):
            AbsenceDay.objects.create(child=world.ola, day=day, kind="sick", share=1)
    with world.as_(world.kari):
        assert attempt((NOT_NOW, uuid7(), world.ola.pk, since, world.kari.seat.pk, world.now)) == outcome


@pytest.mark.parametrize(("on", "outcome"), [("2026-11-24", TAKEN), ("2026-11-25", DENIED)])
def test_nobody_began_to_wonder_on_a_day_to_come(world, on, outcome):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        assert attempt((CASE, uuid7(), on, world.now, world.kari.seat.pk, case.pk)) == outcome
