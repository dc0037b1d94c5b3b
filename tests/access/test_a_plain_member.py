"""AMIR is in the team, and neither wrote the worry nor leads nor holds the baton: in raw SQL, too.

Nor is SIRI, who is there on consent. Each may write notes, tell what the child said, and seal the case.
"""

from datetime import timedelta

import pytest

from access.raw import DENIED, MEMBER, NO_ROW, NOTE, ON_RECORD, TAKEN, attempt, move, seen
from batons import hand_on, offer
from laget.foundation.ids import uuid7
from laget.plans import services as plans

CONSENT = (
    "insert into consents_consent (id, case_id, guardian_id, service_id, answer, until_on, seat_id, at)"
    " values (%s, %s, %s, %s, 'given', '2028-01-01', %s, %s)"
)
INVITED = (
    "insert into consents_invitedservice (id, case_id, service_id, seat_id, at) values (%s, %s, %s, %s, %s)"
)
KEPT_OUT = "insert into cases_exclusion (id, case_id, person_id, at) values (%s, %s, %s, %s)"
CHANGED = (
    "insert into plans_planchange (id, case_id, version, part, part_id, seat_id, at, before, after)"
    " values (%s, %s, %s, %s, %s, %s, %s, '{}', '{}')"
)


@pytest.fixture
def case(world):
    """KARI wrote it and holds the baton, PER leads; AMIR and SIRI are in the team, all ways on are open."""
    return world.a_case(at_level="2", ready=True)


def test_the_case_goes_its_way_by_its_author_leader_or_holder(world, case):
    for who in (world.amir, world.siri):
        with world.as_(who):
            assert attempt(move(case, who, "effect_close", "closed", world.now)) == DENIED
            assert attempt(move(case, who, "", "", world.now, kind="in_error")) == DENIED
            assert attempt(move(case, who, "", "", world.now, kind="sealed")) == TAKEN
    for who in (world.kari, world.per):
        with world.as_(who):
            assert attempt(move(case, who, "effect_close", "closed", world.now)) == TAKEN


def test_only_its_author_and_its_leader_say_that_it_never_should_have_been(world, case):
    hand_on(world, case, world.siri)
    with world.as_(world.siri):
        assert attempt(move(case, world.siri, "", "", world.now, kind="in_error")) == DENIED
        assert attempt(move(case, world.siri, "effect_close", "closed", world.now)) == TAKEN
    for who in (world.kari, world.per):
        with world.as_(who):
            assert attempt(move(case, who, "", "", world.now, kind="in_error")) == TAKEN


def test_a_closed_case_is_opened_again_by_those_who_may(world):
    case = world.a_case(at_level="1", closed=True)
    for who, outcome in ((world.amir, DENIED), (world.kari, TAKEN), (world.per, TAKEN)):
        with world.as_(who):
            assert attempt(move(case, who, "", "", world.now, kind="reopened")) == outcome


def test_nobody_else_writes_a_yes_and_lets_a_friend_in_by_it(world, case):
    ppt = world.services["ppt"].pk
    for who, outcome in ((world.amir, DENIED), (world.siri, DENIED), (world.kari, TAKEN), (world.per, TAKEN)):
        with world.as_(who):
            mine = (who.seat.pk, world.now)
            invites = (INVITED, uuid7(), case.pk, ppt, *mine)
            says_yes = (CONSENT, uuid7(), case.pk, world.mona.person.pk, ppt, *mine)
            assert attempt(invites) == attempt(invites, says_yes) == outcome
            assert attempt(says_yes) == DENIED  # nobody has asked
            join = (MEMBER, uuid7(), case.pk, world.tom.seat.pk, "own_service", world.now)
            assert attempt(join) == outcome


def test_nobody_else_keeps_anybody_out_or_shares_the_worry(world, case):
    set_adult = ("update cases_case set adult_here_at = laget_now() where id = %s", case.pk)
    out = (KEPT_OUT, uuid7(), case.pk, world.tom.person.pk, world.now)
    for who, outcome in ((world.amir, DENIED), (world.siri, DENIED), (world.kari, TAKEN), (world.per, TAKEN)):
        with world.as_(who):
            assert attempt(set_adult) == outcome
            assert attempt(set_adult, out) == outcome


def test_everybody_in_the_team_writes_notes(world, case):
    for who in (world.amir, world.siri, world.kari, world.per):
        with world.as_(who):
            assert attempt((NOTE, uuid7(), case.pk, who.seat.pk, world.now)) == TAKEN


GOAL = "insert into plans_goal (id, case_id, text, sign, position) values (%s, %s, 'Noe', '', 9)"
MEETING = (
    "insert into meetings_meeting (id, case_id, template, purpose, place, starts_at, planned_at,"
    " planned_by_id, child_part, voice_by, minutes, minutes_version)"
    " values (%s, %s, 'conversation', '', '', %s, %s, %s, '', '', '', 0)"
)
ASKED = (
    "insert into meetings_attendee (id, case_id, meeting_id, guardian_id, is_child, name, presence)"
    " values (%s, %s, %s, %s, false, 'Mona', 'invited')"
)
EVALUATED = (
    "insert into plans_evaluation (id, case_id, child_view, parents_view, staff_view, kept, seat_id, at)"
    " values (%s, %s, 'x', 'x', 'x', '', %s, %s)"
)


def a_goal(world, case, who):
    return [(GOAL, uuid7(), case.pk)]


def other_words(world, case, who):
    goal = seen("select id from plans_goal where case_id = %s limit 1", case.pk)
    kept = (CHANGED, uuid7(), case.pk, 99, "goal", goal, who.seat.pk, world.now)
    return [kept, ("update plans_goal set text = 'x' where id = %s", goal)]


def a_measure_that_ends(world, case, who):
    measure = seen("select id from plans_measure where case_id = %s limit 1", case.pk)
    kept = (CHANGED, uuid7(), case.pk, 99, "measure", measure, who.seat.pk, world.now)
    return [kept, ("update plans_measure set ended_at = %s where id = %s", world.now, measure)]


def a_meeting_with_mona(world, case, who):
    meeting, soon = uuid7(), world.now + timedelta(days=1)
    planned = (MEETING, meeting, case.pk, soon, world.now, who.seat.pk)
    return [planned, (ASKED, uuid7(), case.pk, meeting, world.mona.person.pk)]


def an_evaluation(world, case, who):
    return [(EVALUATED, uuid7(), case.pk, who.seat.pk, world.now)]


@pytest.mark.parametrize(
    "writes", [a_goal, other_words, a_measure_that_ends, a_meeting_with_mona, an_evaluation]
)
@pytest.mark.parametrize(
    ("name", "outcome"), [("amir", DENIED), ("siri", DENIED), ("kari", TAKEN), ("per", TAKEN)]
)
def test_what_is_agreed_with_the_family_is_written_by_those_who_carry_the_case(
    world, case, writes, name, outcome
):
    """The family reads it, and ways on open by it."""
    who = getattr(world, name)
    with world.as_(who):
        assert attempt(*writes(world, case, who)) in ({outcome} if outcome == TAKEN else {DENIED, NO_ROW})


def test_nobody_is_kept_out_who_does_not_work_here(world, case):
    """MONA, whose page would be empty from then on, and nobody told her."""
    set_adult = ("update cases_case set adult_here_at = laget_now() where id = %s", case.pk)
    with world.as_(world.kari):
        assert attempt(set_adult, (KEPT_OUT, uuid7(), case.pk, world.mona.person.pk, world.now)) == DENIED


def test_the_plan_is_not_written_over_without_a_trace(world, case):
    with world.as_(world.kari):
        goal = seen("select id from plans_goal where case_id = %s limit 1", case.pk)
        measure = seen("select id from plans_measure where case_id = %s limit 1", case.pk)
    for part, key, order in (
        ("goal", goal, ("update plans_goal set text = 'Noe annet' where id = %s", goal)),
        ("measure", measure, ("update plans_measure set ended_at = null, text = 'x' where id = %s", measure)),
        (
            "words",
            None,
            ("update plans_plan set behind = 'x', version = version + 1 where case_id = %s", case.pk),
        ),
    ):
        with world.as_(world.kari):
            kept = (CHANGED, uuid7(), case.pk, 99, part, key, world.kari.seat.pk, world.now)
            assert attempt(order) == ON_RECORD, part
            assert attempt(kept, order) == TAKEN, part


@pytest.mark.parametrize(
    ("moment", "days", "outcome"),
    [
        ("started_at", -300, ON_RECORD),
        ("started_at", 300, ON_RECORD),
        ("started_at", 0, TAKEN),
        ("ended_at", -300, ON_RECORD),
        ("ended_at", 300, ON_RECORD),
        ("ended_at", 0, TAKEN),
    ],
)
def test_a_measure_begins_and_is_stopped_when_it_is(world, moment, days, outcome):
    """What counts as begun opens ways on, and what was stopped long ago is not asked about."""
    life = world.on_level_1()
    words = {"text": "Lekegruppe", "arena": "unit", "responsible": "staff", "name": ""}
    life.add_measure(words, world.today + timedelta(days=60))
    with world.as_(world.kari):
        measure = seen("select id from plans_measure where case_id = %s", life.case.pk)
        kept = (CHANGED, uuid7(), life.case.pk, 99, "measure", measure, world.kari.seat.pk, world.now)
        at = world.now + timedelta(days=days)
        assert (
            attempt(kept, (f"update plans_measure set {moment} = %s where id = %s", at, measure)) == outcome
        )


def test_a_measure_that_has_begun_has_begun(world, case):
    with world.as_(world.kari):
        measure = seen("select id from plans_measure where started_at is not null and case_id = %s", case.pk)
        kept = (CHANGED, uuid7(), case.pk, 99, "measure", measure, world.kari.seat.pk, world.now)
        assert (
            attempt(kept, ("update plans_measure set started_at = null where id = %s", measure)) == ON_RECORD
        )


def test_an_earlier_trace_does_not_do_for_a_later_change(world, case):
    with world.as_(world.kari):
        goal = plans.add_goal(case=case, text="Venner", sign="Leker", seat=world.kari.seat, now=world.now)
    later = world.now + timedelta(minutes=1)
    with world.as_(world.kari, later):
        assert attempt(("update plans_goal set text = 'x' where id = %s", goal.pk)) == ON_RECORD


def test_a_plans_trace_is_not_written_in_anothers_name(world, case):
    with world.as_(world.kari):
        goal = seen("select id from plans_goal where case_id = %s limit 1", case.pk)
        theirs = (CHANGED, uuid7(), case.pk, 99, "goal", goal, world.per.seat.pk, world.now)
        assert attempt(theirs) == DENIED


def test_whoever_takes_the_baton_on_consent_stays_in_on_consent(world, case):
    """SIRI of the health service, who would otherwise read on after a parent has taken the yes back."""
    offer(world, case, world.siri)
    mine, now = world.siri.seat.pk, world.now
    yes = (
        (
            "update handovers_handover set answered_at = %s, accepted = true where answered_at is null",
            now,
        ),
        ("update handovers_holding set to_at = %s where to_at is null", now),
        (
            "insert into handovers_holding (id, case_id, seat_id, from_at) values (%s, %s, %s, %s)",
            *(uuid7(), case.pk, mine, now),
        ),
    )
    out = ("update cases_teammember set to_at = %s where seat_id = %s and to_at is null", now, mine)
    with world.as_(world.siri):
        assert attempt(*yes) == TAKEN
        assert attempt(*yes, out, (MEMBER, uuid7(), case.pk, mine, "own_service", now)) == DENIED
