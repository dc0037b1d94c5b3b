"""The help of an invited service ends with the case, and a yes counts for the invitation that it answered."""

from datetime import timedelta

import pytest

from access.raw import DENIED, NO_ROW, TAKEN, attempt, move
from batons import hand_on
from laget.cases.models import Concern, TeamMember
from laget.cases.queries import Closed
from laget.consents import invitations, services
from laget.consents.models import Answer, Consent, InvitedService
from laget.consents.queries import State, answers_of, earlier_in, given_in
from laget.consents.services import NoConsent, NotAsked
from laget.foundation.ids import uuid7
from laget.meetings.models import Meeting
from laget.moves import services as moves
from laget.moves.queries import facts_of

MINUTE, YEAR = timedelta(minutes=1), timedelta(days=365)


@pytest.fixture
def case(world):
    """SIRI is in the team because MONA and FRANK have said yes to the health service, and all is ready."""
    return world.a_case(at_level="2", ready=True)


def close(world, case, target="closed", by=None):
    by = by or world.kari
    with world.as_(by):
        moves.take_exit(
            case=case, exit_id="effect_close", target=target, reason="Det går bra.",
            seat=by.seat, now=world.now,
        )  # fmt: skip


def reopen(world, case, now):
    with world.as_(world.kari, now):
        moves.reopen(case=case, reason="Det er vanskelig igjen.", seat=world.kari.seat, now=now)


def invite(world, case, now, service="health"):
    with world.as_(world.kari, now):
        asked = {"case": case, "service": world.services[service], "seat": world.kari.seat}
        services.invite(**asked, now=now, asks="Kan dere hjelpe?")


def say(world, case, guardian, answer, now, service="health"):
    with world.as_(world.kari, now):
        services.record_answer(
            case=case, guardian=guardian.person, service=world.services[service], answer=answer,
            until_on=world.today + 2 * YEAR if answer == Answer.GIVEN else None,
            seat=world.kari.seat, now=now,
        )  # fmt: skip


def let_in(world, case, who, now):
    with world.as_(world.kari, now):
        services.let_in(case=case, to_seat=who.seat, now=now)


def opens(world, who, case, now):
    with world.as_(who, now):
        return Concern.objects.filter(case=case).exists()


def states(world, case, now):
    with world.as_(world.kari, now):
        (row,) = answers_of(case, now)
        return {one.state for one in row.answers}, row.effective


@pytest.mark.parametrize("target", ["closed", "aftercare"])
def test_with_the_case_the_help_ends_and_who_was_in_by_consent_is_out(world, case, target):
    assert opens(world, world.siri, case, world.now)
    close(world, case, target)
    later = world.now + MINUTE
    assert not opens(world, world.siri, case, later)
    assert all(opens(world, who, case, later) for who in (world.kari, world.per, world.amir))
    with world.as_(world.kari, later):
        (ended,) = InvitedService.objects.filter(case=case)
        assert (ended.ended_at, ended.ended_by, ended.ended_with) == (world.now, world.kari.seat, "case")
        assert TeamMember.objects.get(case=case, seat=world.siri.seat).to_at == world.now


def test_registered_in_error_it_ends_the_help_too(world, case):
    with world.as_(world.kari):
        moves.register_in_error(case=case, reason="Feil barn", seat=world.kari.seat, now=world.now)
    assert not opens(world, world.siri, case, world.now + MINUTE)


def test_opened_again_a_year_later_nobody_of_a_service_is_in_before_all_have_answered_anew(world, case):
    close(world, case)
    world.set_clock(world.now + YEAR)
    reopen(world, case, world.now)
    assert not opens(world, world.siri, case, world.now)
    with world.as_(world.kari):
        assert answers_of(case, world.now) == [] and given_in(case, world.now) == []
        assert not {"services_invited", "consent_given", "service_joined"} & set(facts_of([case])[case.pk])
    with pytest.raises(NoConsent):
        let_in(world, case, world.siri, world.now)
    invite(world, case, world.now + MINUTE)
    assert states(world, case, world.now + MINUTE) == ({State.UNANSWERED}, False)
    with pytest.raises(NoConsent):
        let_in(world, case, world.siri, world.now + MINUTE)
    for guardian in (world.mona, world.frank):
        say(world, case, guardian, Answer.GIVEN, world.now + 2 * MINUTE)
    assert states(world, case, world.now + 3 * MINUTE) == ({State.YES}, True)
    assert not opens(world, world.siri, case, world.now + 3 * MINUTE)
    let_in(world, case, world.siri, world.now + 3 * MINUTE)
    assert opens(world, world.siri, case, world.now + 4 * MINUTE)


def test_nobody_keeps_a_service_in_by_sql_when_the_case_ends(world, case):
    ends = move(case, world.kari, "effect_close", "closed", world.now)
    still = "select count(*) from consents_invitedservice where case_id = %s and ended_at is null"
    with world.as_(world.kari) as cursor:
        cursor.execute("set constraints all deferred")
        cursor.execute(*_order(ends))
        cursor.execute("set constraints all immediate")
        cursor.execute(still, [case.pk])
        assert cursor.fetchone() == (0,)
        undo = "update consents_invitedservice set ended_at = null, ended_by_id = null where case_id = %s"
        stay = "update cases_teammember set to_at = null where case_id = %s and basis = 'consent'"
        assert attempt((undo, case.pk)) == NO_ROW and attempt((stay, case.pk)) == NO_ROW
        back = (
            "insert into cases_teammember (id, case_id, seat_id, basis, from_at)"
            " values (%s, %s, %s, 'consent', %s)"
        )
        assert attempt((back, uuid7(), case.pk, world.siri.seat.pk, world.now)) not in (TAKEN, NO_ROW)
        answer = (
            "insert into consents_consent (id, case_id, guardian_id, service_id, answer, seat_id, at)"
            " values (%s, %s, %s, %s, 'withdrawn', %s, %s)"
        )
        said = (world.mona.person.pk, world.services["health"].pk, world.kari.seat.pk, world.now)
        assert attempt((answer, uuid7(), case.pk, *said)) not in (TAKEN, NO_ROW)


def _order(order):
    return order[0], list(order[1:])


def test_nobody_says_that_an_invitation_ended_with_a_case_that_goes_on(world, case):
    lie = (
        "update consents_invitedservice set ended_at = %s, ended_by_id = %s, ended_with = %s"
        " where case_id = %s"
    )
    with world.as_(world.kari):
        assert attempt((lie, world.now, world.kari.seat.pk, "case", case.pk)) not in (TAKEN, NO_ROW)
        assert attempt((lie, world.now, world.per.seat.pk, "", case.pk)) not in (TAKEN, NO_ROW)
        assert attempt((lie, world.now, world.kari.seat.pk, "", case.pk)) == TAKEN


def test_whoever_holds_the_baton_on_consent_calls_off_the_meetings_and_is_out(world, case):
    hand_on(world, case, world.siri)
    close(world, case, by=world.siri)
    assert not opens(world, world.siri, case, world.now + MINUTE)
    with world.as_(world.per):
        to_come = Meeting.objects.filter(case=case, held_at=None, starts_at__gt=world.now)
        assert not to_come.filter(cancelled_at=None).exists()


def test_after_the_end_nothing_is_answered_and_nothing_taken_back(world, case):
    close(world, case)
    for answer in Answer.values:
        with pytest.raises(Closed):
            say(world, case, world.mona, answer, world.now + MINUTE)


@pytest.mark.parametrize("how", ["declined", "taken back"])
def test_a_service_that_is_asked_again_needs_the_answers_again(world, how):
    case, now = world.a_case(at_level="1"), world.now
    invite(world, case, now, "ppt")
    for guardian in (world.mona, world.frank):
        say(world, case, guardian, Answer.GIVEN, now, "ppt")
    if how == "declined":
        with world.as_(world.lars, now + MINUTE):
            invitations.decline(case_id=case.pk, why="Vi har ikke kapasitet.")
    else:
        with world.as_(world.kari, now + MINUTE):
            services.take_back_invitation(
                case=case, service=world.services["ppt"], seat=world.kari.seat, now=now + MINUTE
            )
    invite(world, case, now + 2 * MINUTE, "ppt")
    assert states(world, case, now + 3 * MINUTE) == ({State.UNANSWERED}, False)
    with pytest.raises(NotAsked):
        say(world, case, world.mona, Answer.WITHDRAWN, now + 3 * MINUTE, "ppt")
    with world.as_(world.lars, now + 3 * MINUTE):
        assert invitations.invitations() == []
    say(world, case, world.mona, Answer.GIVEN, now + 4 * MINUTE, "ppt")
    assert not states(world, case, now + 4 * MINUTE)[1]
    say(world, case, world.frank, Answer.GIVEN, now + 4 * MINUTE, "ppt")
    assert states(world, case, now + 4 * MINUTE) == ({State.YES}, True)
    with world.as_(world.kari, now + 5 * MINUTE):
        (earlier,) = earlier_in(case)
        assert [said.answer for said in earlier.answers] == [Answer.GIVEN, Answer.GIVEN]
        assert Consent.objects.filter(case=case).count() == 4


ASKED = (
    "insert into consents_invitedservice (id, case_id, service_id, seat_id, at, ended_with)"
    " values (%s, %s, %s, %s, %s, %s)"
)


@pytest.mark.parametrize(("closed", "ended_with"), [(True, ""), (False, "way"), (False, "case")])
def test_no_service_is_invited_to_a_closed_case_or_as_ended_before_it_began(world, closed, ended_with):
    case = world.a_case(at_level="1", closed=closed)
    with world.as_(world.kari):
        said = (case.pk, world.services["ppt"].pk, world.kari.seat.pk, world.now)
        assert attempt((ASKED, uuid7(), *said, ended_with)) == DENIED
        if not closed:
            assert attempt((ASKED, uuid7(), *said, "")) == TAKEN
