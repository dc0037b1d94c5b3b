"""What is on record stays on record: nobody writes it over, moves it in time or takes it away, in raw SQL."""

from access.raw import DENIED, EARLIER, LATER, MEMBER, NO_ROW, NOBODY_LEFT, NOTE, ON_RECORD, TAKEN, attempt
from laget.cases import services as cases
from laget.consents import services as consents
from laget.foundation.ids import uuid7


def set_case(case, what, *values):
    return (f"update cases_case set {what} where id = %s", *values, case.pk)


def leave(case, who, at):
    return (
        "update cases_teammember set to_at = %s where case_id = %s and seat_id = %s",
        at,
        case.pk,
        who.seat.pk,
    )


def test_that_an_adult_here_is_the_concern_is_said_once_and_at_the_moment_it_is(world):
    case = world.a_case(about=world.tom)
    plain = world.a_case(child=world.eva, author=world.kari)
    for who in (world.kari, world.per):
        with world.as_(who):
            for at in (None, world.now, world.now + EARLIER):
                assert attempt(set_case(case, "adult_here_at = %s", at)) == ON_RECORD
    with world.as_(world.kari):
        for at in (world.now + EARLIER, world.now + LATER):
            assert attempt(set_case(plain, "adult_here_at = %s", at)) == ON_RECORD
        assert attempt(set_case(plain, "adult_here_at = %s", world.now)) == TAKEN


def test_a_worry_is_shared_once_and_at_the_moment_it_is(world):
    shared, private = world.a_case(), world.a_case(child=world.eva, author=world.kari, shared=False)
    with world.as_(world.kari):
        for at in (None, world.now, world.now + EARLIER):
            assert attempt(set_case(shared, "shared_at = %s", at)) == ON_RECORD
        for at in (world.now + EARLIER, world.now + LATER):
            assert attempt(set_case(private, "shared_at = %s", at)) == ON_RECORD
        assert attempt(set_case(private, "shared_at = %s", world.now)) == TAKEN


def test_the_day_deadlines_count_from_and_what_it_is_about_do_not_move(world):
    case = world.a_case()
    with world.as_(world.kari):
        assert attempt(set_case(case, "wonder_on = '2030-01-01'")) == DENIED
        assert attempt(set_case(case, "category = 'home'")) == DENIED


def test_nobody_begins_a_case_at_another_unit_or_for_another_municipality(world):
    born = world.a_case()
    columns = "municipality_id, child_id, version_id, subject, category, wonder_on, opened_by_id"
    order = (
        f"insert into cases_case (id, {columns}, unit_id, opened_at, level, entered_step, return_to, round,"
        f" in_error) select %s, {columns}, {{unit}}, {{at}}, '', '', '', 0, false"
        " from cases_case where id = %s"
    )
    with world.as_(world.kari):
        now = f"'{world.now.isoformat()}'"
        mine, other = "unit_id", f"'{world.units['sundskolen'].pk}'"
        assert attempt((order.format(unit=mine, at=now), uuid7(), born.pk)) == TAKEN
        assert attempt((order.format(unit=other, at=now), uuid7(), born.pk)) == DENIED
        assert attempt((order.format(unit=mine, at="'2020-01-01'"), uuid7(), born.pk)) == DENIED


def test_a_member_ends_nobody_elses_membership(world, case):
    for other in (world.kari, world.per):
        with world.as_(world.amir):
            assert attempt(leave(case, other, world.now)) == NO_ROW


def test_one_leaves_oneself_and_a_leader_or_the_holder_takes_others_out(world, case):
    for who, whom in ((world.amir, world.amir), (world.kari, world.amir), (world.per, world.amir)):
        with world.as_(who):
            assert attempt(leave(case, whom, world.now)) == TAKEN
            assert attempt(leave(case, whom, world.now + EARLIER)) == DENIED
            assert attempt(leave(case, whom, world.now + LATER)) == DENIED


def test_the_holder_does_not_get_rid_of_the_leader(world, case):
    with world.as_(world.kari):
        assert attempt(leave(case, world.per, world.now)) == NO_ROW
    with world.as_(world.marte):
        cases.join_as_leader(case=case, seat=world.marte.seat, reason="Per er syk", now=world.now)
        assert attempt(leave(case, world.per, world.now)) == TAKEN


def test_whoever_has_left_is_not_brought_back_by_undoing_that_they_left(world, case):
    for who in (world.kari, world.per, world.amir):
        with world.as_(who):
            assert attempt(leave(case, world.liv, None)) == NO_ROW
            assert attempt(leave(case, world.liv, world.now)) == NO_ROW


def test_nobody_joins_at_another_time_than_now(world, case):
    with world.as_(world.kari):
        for at, outcome in ((world.now, TAKEN), (world.now + EARLIER, DENIED), (world.now + LATER, DENIED)):
            joined = (MEMBER, uuid7(), case.pk, world.tom.seat.pk, "own_service", at)
            assert attempt(joined) == outcome


def test_the_last_of_the_unit_does_not_leave_an_open_case_to_nobody(world):
    alone = world.a_case(shared=False)
    with world.as_(world.kari):
        assert attempt(leave(alone, world.kari, world.now)) == NOBODY_LEFT


def test_all_at_once_do_not_leave_it_to_nobody_either(world, case):
    everybody = (
        "update cases_teammember set to_at = %s where case_id = %s and to_at is null",
        world.now,
        case.pk,
    )
    with world.as_(world.per):
        assert attempt(everybody) == NOBODY_LEFT
        assert attempt(leave(case, world.kari, world.now), leave(case, world.amir, world.now)) == TAKEN


def test_a_closed_case_may_be_left_by_all(world):
    case = world.a_case(at_level="1", closed=True)
    with world.as_(world.per):
        assert attempt(leave(case, world.kari, world.now), leave(case, world.per, world.now)) == TAKEN


def test_nobody_is_kept_out_of_a_case_that_is_about_no_adult_here(world, case):
    keep_out = "insert into cases_exclusion (id, case_id, person_id, at) values (%s, %s, %s, %s)"
    with world.as_(world.kari):
        out = (keep_out, uuid7(), case.pk, world.per.person.pk, world.now)
        assert attempt(out) == DENIED
        assert attempt(set_case(case, "adult_here_at = laget_now()"), out) == TAKEN


def test_not_everybody_is_kept_out(world, case):
    keep_out = "insert into cases_exclusion (id, case_id, person_id, at) values (%s, %s, %s, %s)"
    with world.as_(world.per):
        everybody = [
            (keep_out, uuid7(), case.pk, who.person.pk, world.now)
            for who in (world.kari, world.amir, world.per)
        ]
        assert attempt(set_case(case, "adult_here_at = laget_now()"), *everybody) == NOBODY_LEFT


def test_nothing_is_written_at_another_time_than_now(world, case):
    """A yes from tomorrow would outlive a no from today; what is dated back would count in another round."""
    answer = (
        "insert into consents_consent (id, case_id, guardian_id, service_id, answer, until_on, seat_id, at)"
        " values (%s, %s, %s, %s, 'given', '2028-01-01', %s, %s)"
    )
    concern = "insert into cases_concern (id, case_id, seat_id, text, at) values (%s, %s, %s, 'x', %s)"
    voice = (
        "insert into meetings_voiceentry (id, case_id, seat_id, told_to, how, words, not_asked_because,"
        " said_on, at) values (%s, %s, %s, '', '', 'Ja', '', '2026-11-24', %s)"
    )
    fact = (
        "insert into moves_recordedfact (id, case_id, seat_id, fact, named, note, answer, happened_on, at)"
        " values (%s, %s, %s, 'interviewer_named', '', '', '', '2026-11-24', %s)"
    )
    mona, health = world.mona.person.pk, world.services["health"].pk
    with world.as_(world.kari, world.now + EARLIER):
        consents.invite(
            case=case, service=world.services["health"], seat=world.kari.seat, now=world.now + EARLIER
        )
    with world.as_(world.kari):
        for at, outcome in ((world.now, TAKEN), (world.now + EARLIER, DENIED), (world.now + LATER, DENIED)):
            who = (uuid7(), case.pk, world.kari.seat.pk, at)
            assert attempt((answer, uuid7(), case.pk, mona, health, world.kari.seat.pk, at)) == outcome
            assert {attempt((order, *who)) for order in (NOTE, concern, voice, fact)} == {outcome}


def test_an_invitation_that_is_taken_back_is_not_given_again_by_undoing_it(world, case):
    with world.as_(world.kari):
        consents.invite(case=case, service=world.services["ppt"], seat=world.kari.seat, now=world.now)
        consents.take_back_invitation(
            case=case, service=world.services["ppt"], seat=world.kari.seat, now=world.now
        )
        undo = "update consents_invitedservice set ended_at = %s where case_id = %s"
        assert attempt((undo, None, case.pk)) == NO_ROW
        assert attempt((undo, world.now + LATER, case.pk)) == NO_ROW


def test_leaving_goes_through_the_service(world, case):
    with world.as_(world.amir):
        cases.leave(case=case, seat=world.amir.seat, now=world.now)
    with world.as_(world.amir):
        assert attempt((NOTE, uuid7(), case.pk, world.amir.seat.pk, world.now)) == DENIED
