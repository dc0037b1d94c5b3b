"""PPT is invited to OLA's case: what LARS, who answers for PPT, learns of it, and that nobody else does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from access.raw import DENIED, MEMBER, TAKEN, attempt, seen
from laget.cases.models import TeamMember
from laget.consents import invitations
from laget.consents.models import Answer
from laget.consents.services import NotAsked, invite, record_answer, take_back_invitation
from laget.foundation.ids import uuid7
from laget.handovers.leaving import take_out
from laget.moves import services as moves
from laget.people.models import Person, Seat, Unit

EVERYBODY_ELSE = ("tom", "liv", "marte", "siri", "nora", "ragnhild", "henrik", "ailin", "mona", "frank")


def invited(world, *yes, case=None, service="ppt"):
    """KARI invites it, and these guardians say yes."""
    case = case or world.a_case(at_level="1")
    with world.as_(world.kari):
        invite(case=case, service=world.services[service], seat=world.kari.seat, now=world.now)
    answered(world, case, *yes, service=service)
    return case


def answered(world, case, *yes, service="ppt", now=None):
    now, until = now or world.now, world.today + timedelta(days=90)
    asked = {"case": case, "service": world.services[service], "seat": world.kari.seat, "now": now}
    with world.as_(world.kari, now):
        for guardian in yes:
            record_answer(guardian=guardian.person, answer=Answer.GIVEN, until_on=until, **asked)


@pytest.fixture
def case(world):
    return invited(world, world.mona, world.frank)


def told(world, who):
    with world.as_(who):
        return [each.case_id for each in invitations.invitations()]


def joining(world, case, seat, basis="consent"):
    return (MEMBER, uuid7(), case.pk, seat.pk, basis, world.now)


def test_who_answers_for_the_service_is_told_when_everybody_has_said_yes(world, case):
    assert told(world, world.lars) == [case.pk]
    with world.as_(world.lars):
        (invitation,) = invitations.invitations()
        assert (invitation.name, invitation.unit_name) == (world.ola.name, case.unit.name)
        assert (invitation.municipality_name, invitation.invited_by) == ("Fjordvik", "Kari Lund")


@pytest.mark.parametrize("guardians", [(), ("mona",), ("frank",)])
def test_nobody_is_told_before_that(world, guardians):
    case = invited(world, *(getattr(world, name) for name in guardians))
    assert told(world, world.lars) == []
    assert reverse("invitation", args=[case.pk]) not in world.client_of(world.lars).get("/").text


@pytest.mark.parametrize("name", EVERYBODY_ELSE)
def test_nobody_else_is_told_or_lets_anybody_in(world, case, name):
    who = getattr(world, name)
    assert told(world, who) == []
    client = world.client_of(who)
    assert client.get(reverse("invitation", args=[case.pk])).status_code == 404
    with world.as_(who):
        assert attempt(joining(world, case, world.lars.seat)) == DENIED
        if who.seat:
            assert attempt(joining(world, case, who.seat)) == DENIED


def test_before_somebody_has_joined_there_is_no_row_of_the_case(world, case):
    with world.as_(world.lars) as cursor:
        for table in ("cases_case", "people_child", "cases_concern", "cases_teammember", "consents_consent"):
            assert seen(f"select count(*) from {table}") == 0, table
        cursor.execute("select * from facts_of(%s)", [[case.pk]])
        assert cursor.fetchall() == []


def test_only_the_own_unit_is_named_and_on_no_other_basis(world, case):
    with world.as_(world.lars):
        assert attempt(joining(world, case, world.siri.seat)) == DENIED
        assert attempt(joining(world, case, world.tom.seat)) == DENIED
        assert attempt(joining(world, case, world.lars.seat, "own_service")) == DENIED
        assert attempt(joining(world, case, world.lars.seat)) == TAKEN


def test_where_somebody_leads_the_leader_is_told_and_names_another(world, case, as_owner):
    gunn = a_leader_of_ppt(world, as_owner)
    assert told(world, world.lars) == []
    assert told(world, gunn) == [case.pk]
    page = world.client_of(gunn).post(
        reverse("invitation", args=[case.pk]), {"form_key": uuid7(), "seat": world.lars.seat.pk}
    )
    assert page.headers["Location"] == "/"
    assert world.client_of(world.lars).get(reverse("case", args=[case.pk])).status_code == 200
    assert world.client_of(gunn).get(reverse("case", args=[case.pk])).status_code == 404
    assert told(world, gunn) == []


def a_leader_of_ppt(world, as_owner):
    with as_owner():
        gunn = Person.objects.create(name="Gunn Vang", username="gunn", is_staff=True)
        began = world.now - timedelta(days=100)
        seat = Seat.objects.create(
            person=gunn, unit=world.lars.seat.unit, role="leader", title="Leder", from_at=began
        )
    return type(world.lars)(gunn, Seat.objects.select_related("unit__municipality").get(pk=seat.pk))


def test_it_leaves_a_trace(world, case, as_owner):
    world.client_of(world.lars).get(reverse("invitation", args=[case.pk]))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select seat_id from foundation_accesslog where action = 'answer_invitation'")
        assert cursor.fetchall() == [(world.lars.seat.pk,)]


def test_a_yes_that_is_taken_back_ends_the_invitation(world, case):
    with world.as_(world.kari, world.now + timedelta(minutes=1)):
        record_answer(
            case=case, guardian=world.mona.person, service=world.services["ppt"], answer=Answer.WITHDRAWN,
            until_on=None, seat=world.kari.seat, now=world.now + timedelta(minutes=1),
        )  # fmt: skip
    with world.as_(world.lars, world.now + timedelta(minutes=2)):
        assert invitations.invitations() == []
        with pytest.raises(NotAsked):
            invitations.answer(case_id=case.pk, to_seat=world.lars.seat, now=world.now + timedelta(minutes=2))


def test_an_invitation_that_is_taken_back_is_gone(world, case):
    with world.as_(world.kari):
        take_back_invitation(case=case, service=world.services["ppt"], seat=world.kari.seat, now=world.now)
    assert told(world, world.lars) == []


def test_of_a_sealed_case_nobody_is_told(world, case):
    with world.as_(world.kari):
        moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
    assert told(world, world.lars) == []


def test_of_a_case_about_an_adult_here_nobody_is_told(world):
    invited(world, world.mona, world.frank, case=world.a_case(about=world.tom))
    assert told(world, world.lars) == []


def test_where_a_service_has_several_units_the_team_says_who_comes_in(world, case, as_owner):
    with as_owner():
        ppt = world.lars.seat.unit
        Unit.objects.create(municipality=ppt.municipality, service=ppt.service, code="ppt-2", name="PPT nord")
    assert told(world, world.lars) == []


def test_whoever_is_taken_out_of_the_team_does_not_come_back_by_the_same_invitation(world, case):
    a_minute = timedelta(minutes=1)
    with world.as_(world.lars):
        invitations.answer(case_id=case.pk, to_seat=world.lars.seat, now=world.now)
    with world.as_(world.per, world.now + a_minute):
        member = TeamMember.objects.get(case=case, seat=world.lars.seat)
        take_out(case=case, member=member, reason="Ikke nå", seat=world.per.seat, now=world.now + a_minute)
    with world.as_(world.lars, world.now + 2 * a_minute):
        assert invitations.invitations() == []
        with pytest.raises(NotAsked):
            invitations.answer(case_id=case.pk, to_seat=world.lars.seat, now=world.now + 2 * a_minute)


def test_an_invitation_made_anew_may_be_answered_anew(world, case):
    a_minute = timedelta(minutes=1)
    with world.as_(world.lars):
        invitations.answer(case_id=case.pk, to_seat=world.lars.seat, now=world.now)
    said = {"case": case, "service": world.services["ppt"], "seat": world.kari.seat}
    with world.as_(world.kari, world.now + a_minute):
        take_back_invitation(**said, now=world.now + a_minute)
        invite(**said, now=world.now + a_minute)
    with world.as_(world.lars, world.now + 2 * a_minute):
        assert invitations.invitations() == []
    answered(world, case, world.mona, world.frank, now=world.now + 2 * a_minute)
    with world.as_(world.lars, world.now + 2 * a_minute):
        assert [each.case_id for each in invitations.invitations()] == [case.pk]
