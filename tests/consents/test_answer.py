"""MONA and FRANK answer for OLA, each for themselves."""

from datetime import timedelta

import pytest

from laget.consents import services
from laget.consents.models import Answer, Consent, InvitedService
from laget.consents.queries import State, answers_of, may_be_invited
from laget.consents.services import NoConsent, NotAsked
from laget.moves.queries import facts_of

JULY = "2027-07-31"


@pytest.fixture
def case(world):
    case = world.a_case(at_level="1")
    invite(world, case, "ppt")
    return case


def invite(world, case, service):
    with world.as_(world.kari):
        services.invite(case=case, service=world.services[service], seat=world.kari.seat, now=world.now)


def answer(world, case, guardian, said, service="ppt", until=JULY, now=None):
    with world.as_(world.kari, now):
        services.record_answer(
            case=case,
            guardian=guardian.person,
            service=world.services[service],
            answer=said,
            until_on=until,
            seat=world.kari.seat,
            now=now or world.now,
        )


def states(world, case, now=None):
    with world.as_(world.kari, now):
        (row,) = answers_of(case, now or world.now)
        return {one.guardian.name.split()[0]: one.state for one in row.answers}, row.effective


def facts(world, case, now=None):
    with world.as_(world.kari, now):
        return set(facts_of([case])[case.pk])


def let_in(world, case, who):
    with world.as_(world.kari):
        services.let_in(case=case, to_seat=who.seat, now=world.now)


def test_a_service_that_is_invited_waits_for_both(world, case):
    assert states(world, case) == ({"Frank": State.UNANSWERED, "Mona": State.UNANSWERED}, False)
    assert "services_invited" in facts(world, case)


def test_the_yes_of_one_parent_is_not_enough(world, case):
    answer(world, case, world.mona, Answer.GIVEN)
    assert states(world, case) == ({"Frank": State.UNANSWERED, "Mona": State.YES}, False)
    assert "consent_given" not in facts(world, case)
    with pytest.raises(NoConsent):
        let_in(world, case, world.lars)


def test_with_the_yes_of_both_the_service_may_come_in(world, case):
    answer(world, case, world.mona, Answer.GIVEN)
    answer(world, case, world.frank, Answer.GIVEN)
    assert states(world, case)[1]
    assert "consent_given" in facts(world, case)
    let_in(world, case, world.lars)
    with world.as_(world.lars) as cursor:
        cursor.execute("select count(*) from cases_concern where case_id = %s", [case.pk])
        assert cursor.fetchone() == (1,)


def test_one_no_stops_it_whatever_the_other_says(world, case):
    answer(world, case, world.mona, Answer.GIVEN)
    answer(world, case, world.frank, Answer.REFUSED)
    assert states(world, case) == ({"Frank": State.NO, "Mona": State.YES}, False)
    assert "consent_given" not in facts(world, case)


def test_the_last_answer_counts(world, case):
    answer(world, case, world.mona, Answer.GIVEN)
    answer(world, case, world.frank, Answer.REFUSED)
    answer(world, case, world.frank, Answer.GIVEN, now=world.now + timedelta(minutes=1))
    later = world.now + timedelta(minutes=2)
    assert states(world, case, later)[1]


def test_a_yes_ends_with_its_last_day(world, case):
    for guardian in (world.mona, world.frank):
        answer(world, case, guardian, Answer.GIVEN, until=world.today)
    assert states(world, case)[1]
    tomorrow = world.now + timedelta(days=1)
    assert states(world, case, tomorrow) == ({"Frank": State.EXPIRED, "Mona": State.EXPIRED}, False)
    assert "consent_given" not in facts(world, case, tomorrow)


def test_access_ends_when_the_day_has_passed_and_nothing_is_deleted(world, case):
    for guardian in (world.mona, world.frank):
        answer(world, case, guardian, Answer.GIVEN, until=world.today)
    let_in(world, case, world.lars)
    assert seen_by_lars(world, case) > 0
    assert seen_by_lars(world, case, world.now + timedelta(days=1)) == 0
    for guardian in (world.mona, world.frank):
        answer(world, case, guardian, Answer.GIVEN, now=world.now + timedelta(days=1, hours=1))
    assert seen_by_lars(world, case, world.now + timedelta(days=1, hours=2)) > 0


TABLES = (
    "cases_case", "cases_concern", "cases_entry", "cases_teammember", "consents_consent",
    "consents_invitedservice", "handovers_holding", "handovers_handover", "meetings_meeting",
    "meetings_voiceentry", "moves_move", "moves_recordedfact", "plans_plan", "plans_goal", "plans_measure",
)  # fmt: skip


def seen_by_lars(world, case, now=None):
    """How many rows LARS finds about the case, in every table, with SQL of his own."""
    total = 0
    with world.as_(world.lars, now) as cursor:
        for table in TABLES:
            key = "id" if table == "cases_case" else "case_id"
            cursor.execute(f"select count(*) from {table} where {key} = %s", [case.pk])
            total += cursor.fetchone()[0]
        cursor.execute("select count(*) from people_child where id = %s", [case.child_id])
        total += cursor.fetchone()[0]
    return total


def test_a_yes_that_is_taken_back_closes_everything_in_the_same_moment(world, case):
    for guardian in (world.mona, world.frank):
        answer(world, case, guardian, Answer.GIVEN)
    let_in(world, case, world.lars)
    assert seen_by_lars(world, case) > 0
    answer(world, case, world.mona, Answer.WITHDRAWN)
    assert seen_by_lars(world, case) == 0
    assert states(world, case)[0]["Mona"] == State.WITHDRAWN


def test_nothing_can_be_taken_back_that_was_not_given(world, case):
    with pytest.raises(NotAsked):
        answer(world, case, world.mona, Answer.WITHDRAWN)
    answer(world, case, world.mona, Answer.REFUSED)
    with pytest.raises(NotAsked):
        answer(world, case, world.mona, Answer.WITHDRAWN)


def test_only_those_with_parental_responsibility_are_asked(world):
    case = world.a_case(child=world.eva, author=world.tom, at_level="1")
    with world.as_(world.tom):
        services.invite(case=case, service=world.services["ppt"], seat=world.tom.seat, now=world.now)
        (row,) = answers_of(case, world.now)
        assert [one.guardian.name for one in row.answers] == ["Grete Myhre"]
        with pytest.raises(NotAsked):
            services.record_answer(
                case=case, guardian=world.arne.person, service=world.services["ppt"], answer=Answer.GIVEN,
                until_on=JULY, seat=world.tom.seat, now=world.now,
            )  # fmt: skip


def test_a_service_that_nobody_invited_is_not_asked_about(world, case):
    with pytest.raises(NotAsked):
        answer(world, case, world.mona, Answer.GIVEN, service="health")


def test_neither_the_own_service_nor_the_administration_is_invited(world, case):
    with world.as_(world.kari):
        assert not {"Skole", "Oppvekst"} & {service.name for service in may_be_invited(case)}
    with pytest.raises(NotAsked):
        invite(world, case, "school")


def test_a_service_is_invited_once(world, case):
    invite(world, case, "ppt")
    with world.as_(world.kari):
        assert InvitedService.objects.filter(case=case, ended_at=None).count() == 1


def test_somebody_of_another_service_cannot_be_let_in_on_this_consent(world, case):
    for guardian in (world.mona, world.frank):
        answer(world, case, guardian, Answer.GIVEN)
    with pytest.raises(NoConsent):
        let_in(world, case, world.siri)


def test_whoever_is_kept_out_is_not_let_in(world):
    case = world.a_case(at_level="0", about=world.lars)
    invite(world, case, "ppt")
    for guardian in (world.mona, world.frank):
        answer(world, case, guardian, Answer.GIVEN)
    with pytest.raises(NotAsked):
        let_in(world, case, world.lars)


def test_when_the_invitation_is_taken_back_its_people_leave(world, case):
    for guardian in (world.mona, world.frank):
        answer(world, case, guardian, Answer.GIVEN)
    let_in(world, case, world.lars)
    with world.as_(world.kari):
        services.take_back_invitation(
            case=case, service=world.services["ppt"], seat=world.kari.seat, now=world.now
        )
        assert Consent.objects.filter(case=case).count() == 2
    assert seen_by_lars(world, case) == 0


def test_in_a_sealed_case_no_guardian_is_asked(world, case):
    from laget.moves import services as moves

    with world.as_(world.kari):
        moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
    with pytest.raises(NotAsked):
        answer(world, case, world.mona, Answer.GIVEN)
    with pytest.raises(NotAsked):
        invite(world, case, "health")


def test_the_database_refuses_an_answer_in_a_sealed_case_too(world):
    case = world.a_case(sealed=True)
    with pytest.raises(Exception, match="row-level security"), world.as_(world.kari):
        Consent(
            case=case, guardian=world.mona.person, service=world.services["ppt"], answer=Answer.GIVEN,
            until_on=JULY, seat=world.kari.seat, at=world.now,
        ).save(force_insert=True)  # fmt: skip
