"""What no form lets anybody send, the database does not take either."""

import json
from datetime import timedelta

import pytest

from access.raw import DENIED, MEMBER, NO_ROW, NOTE, TAKEN, attempt, move
from laget.foundation.ids import uuid7
from laget.ops import scratch
from laget.people.models import Seat
from world import NOW

NO_SUCH_DAY = "23514"
MEETING = (
    "insert into meetings_meeting (id, case_id, template, purpose, place, starts_at, planned_at,"
    " planned_by_id, child_part, voice_by, minutes, minutes_version)"
    " values (%s, %s, 'conversation', '', '', %s, %s, %s, '', '', '', 0)"
)
MEASURE = (
    "insert into plans_measure (id, case_id, text, arena, responsible, responsible_name, evaluate_on,"
    " created_at) values (%s, %s, 'Lekegruppe', 'unit', 'staff', 'Kari Lund', %s, %s)"
)
CHANGE = (
    "insert into plans_planchange (id, case_id, version, part, part_id, seat_id, at, before, after)"
    " values (%s, %s, 99, %s, %s, %s, %s, %s, '{}')"
)
GOAL = "insert into plans_goal (id, case_id, text, sign, position) values (%s, %s, 'Lek', '', 9)"
EVALUATION = (
    "insert into plans_evaluation (id, case_id, seat_id, at, child_view, parents_view, staff_view, kept)"
    " values (%s, %s, %s, %s, '', '', '', '')"
)
VOICE = (
    "insert into meetings_voiceentry (id, case_id, seat_id, at, said_on, told_to, how, words,"
    " not_asked_because)"
    " values (%s, %s, %s, %s, %s, 'Kari', 'talk', 'Det er bra.', '')"
)
DECISION = (
    "insert into meetings_decision (id, case_id, meeting_id, measure_id) values (%s, %s,"
    " (select id from meetings_meeting where case_id = %s and held_at is not null limit 1),"
    " (select id from plans_measure where case_id = %s limit 1))"
)
HELD_BEFORE = "update meetings_meeting set held_at = held_at - interval '1 day' where case_id = %s"
WAS_ABSENT = "update meetings_attendee set presence = 'absent' where case_id = %s"
PLAN_AGAIN = "update plans_plan set version = version + 1 where case_id = %s"
WORRY = "insert into cases_concern (id, case_id, seat_id, text, at) values (%s, %s, %s, 'x', %s)"
OFFER = (
    "insert into handovers_handover"
    " (id, case_id, from_seat_id, to_seat_id, must_know, reason, offered_at, family_told)"
    " values (%s, %s, %s, %s, '', '', %s, false)"
)


@pytest.mark.parametrize(
    ("day", "comes_of_it"),
    [
        ("2027-01-04", TAKEN),
        ("infinity", NO_SUCH_DAY),
        ("9999-12-31", NO_SUCH_DAY),
        ("0044-03-15 BC", NO_SUCH_DAY),
    ],
)
def test_no_day_is_kept_that_would_take_the_case_from_every_page(world, day, comes_of_it):
    case, now = world.a_case(at_level="1"), world.now
    with world.as_(world.kari):
        assert attempt((MEETING, uuid7(), case.pk, day, now, world.kari.seat.pk)) == comes_of_it
        assert attempt((MEASURE, uuid7(), case.pk, day, now)) == comes_of_it


@pytest.mark.parametrize(
    ("part", "before", "comes_of_it"),
    [
        ("words", {"behind": "Han var trett."}, TAKEN),
        ("words", {"no_such": "x"}, DENIED),
        ("words", {"behind": 3}, DENIED),
        ("words", ["behind"], DENIED),
        ("no_such", {}, DENIED),
        ("goal", {}, DENIED),
    ],
)
def test_a_change_that_is_kept_is_one_of_this_plan(world, part, before, comes_of_it):
    case = world.a_case(at_level="1", ready=True)
    part_id = None if part == "words" else uuid7()
    said = (CHANGE, uuid7(), case.pk, part, part_id, world.kari.seat.pk, world.now, json.dumps(before))
    with world.as_(world.kari):
        assert attempt(said) == comes_of_it


def written_in(world, case):
    """What KARI, who carries the case, writes past the pages, each with what comes of it."""
    mine, now = world.kari.seat.pk, world.now
    changed = (CHANGE, uuid7(), case.pk, "words", None, mine, now, json.dumps({"behind": "Noe."}))
    tried = {
        "another worry": (WORRY, uuid7(), case.pk, mine, now),
        "a goal": (GOAL, uuid7(), case.pk),
        "a measure": (MEASURE, uuid7(), case.pk, "2027-01-04", now),
        "another word in the plan": changed,
        "an evaluation": (EVALUATION, uuid7(), case.pk, mine, now),
        "what the child says": (VOICE, uuid7(), case.pk, mine, now, world.today),
        "a meeting": (MEETING, uuid7(), case.pk, now, now, mine),
        "a decision of a meeting": (DECISION, uuid7(), case.pk, case.pk, case.pk),
        "another day of it": (HELD_BEFORE, case.pk),
        "who came": (WAS_ABSENT, case.pk),
        "another plan": (PLAN_AGAIN, case.pk),
        "a colleague": (MEMBER, uuid7(), case.pk, world.tom.seat.pk, "own_service", now),
    }
    with world.as_(world.kari):
        return {what: attempt(order) for what, order in tried.items()}


def test_a_case_that_has_ended_takes_notes_and_nothing_else(world):
    goes_on, ended = world.a_case(at_level="1", ready=True), world.a_case(at_level="1", closed=True)
    assert set(written_in(world, goes_on).values()) == {TAKEN}
    assert set(written_in(world, ended).values()) == {DENIED, NO_ROW}
    with world.as_(world.kari):
        assert attempt((NOTE, uuid7(), ended.pk, world.kari.seat.pk, world.now)) == TAKEN
        again = move(ended, world.kari, "", "", world.now, kind="reopened")
        assert attempt(again, (GOAL, uuid7(), ended.pk)) == TAKEN


def test_no_worry_is_added_to_a_sealed_case(world):
    sealed = world.a_case(sealed=True)
    with world.as_(world.kari):
        assert attempt((WORRY, uuid7(), sealed.pk, world.kari.seat.pk, world.now)) == DENIED


def test_a_worry_that_is_added_was_not_noticed_on_a_day_to_come(world):
    case = world.a_case()
    added = (
        "insert into cases_concern (id, case_id, seat_id, text, at, noticed_on)"
        " values (%s, %s, %s, 'x', %s, %s)"
    )
    with world.as_(world.kari):
        for days, outcome in ((-3, TAKEN), (0, TAKEN), (1, DENIED)):
            row = (uuid7(), case.pk, world.kari.seat.pk, world.now, world.today + timedelta(days=days))
            assert attempt((added, *row)) == outcome


def test_a_draft_is_saved_when_it_is_and_not_for_ever(world):
    saved = "insert into foundation_draft (id, seat_id, form, fields, saved_at) values (%s, %s, %s, '{}', %s)"
    with world.as_(world.kari):
        assert attempt((saved, uuid7(), world.kari.seat.pk, "worry", world.now)) == TAKEN
        assert attempt((saved, uuid7(), world.kari.seat.pk, "entry", "2199-01-01")) == DENIED


NOT_HERE = [
    {"role": "coordinator"},
    {"role": "administrator"},
    {"to_at": NOW},
    {"from_at": NOW + timedelta(days=1)},
]


@pytest.mark.parametrize("seat", NOT_HERE)
@pytest.mark.parametrize("basis", ["own_service", "consent", "statute"])
def test_nobody_comes_in_who_does_not_work_with_children_there_now(world, basis, seat):
    life = world.on_level_1()
    world.invite(life, "ppt", world.today + timedelta(days=90))
    if basis == "statute":
        life.seal("Det kan være vold.")
    who = world.tom.seat if basis == "own_service" else world.lars.seat
    joins = (MEMBER, uuid7(), life.case.pk, who.pk, basis, world.now)
    with world.as_(world.per):
        assert attempt(joins) == TAKEN
    with scratch.as_owner():
        Seat.objects.filter(pk=who.pk).update(**seat)
    with world.as_(world.per):
        assert attempt(joins) == DENIED


def offered(world, case, who):
    with world.as_(world.kari):
        return attempt((OFFER, uuid7(), case.pk, world.kari.seat.pk, who.seat.pk, world.now))


def test_the_baton_is_offered_to_nobody_of_another_place(world):
    case = world.a_case(at_level="2")
    for who in (world.amir, world.siri, world.per, world.tom):
        assert offered(world, case, who) == TAKEN, who
    for who in (world.nora, world.lars, world.ragnhild, world.kari):
        assert offered(world, case, who) == DENIED, who
