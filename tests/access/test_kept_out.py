"""Whoever a case is kept from learns nothing of it, not even that there is one: in raw SQL, with its key."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from access.raw import DENIED, NOTE, attempt, code_of, move
from batons import offer
from laget.consents import services as consents
from laget.consents.models import Answer
from laget.database.open_to_all import CALLABLE
from laget.database.policies import GUARDED
from laget.foundation.ids import uuid7
from laget.meetings import services as meetings
from laget.moves import services as moves

NO_SUCH_FUNCTION = "42883"
ABOUT_A_CASE = [name for name in CALLABLE if "uuid" in name]


@pytest.fixture
def about_tom(world):
    """TOM is the adult here whom OLA's case is about; PER, his leader, has it."""
    return world.a_case(about=world.tom)


@pytest.fixture
def about_per(world):
    """PER leads, and it is about him: MARTE, who acts for him, is kept out too, and RAGNHILD has it."""
    return world.a_case(about=world.per)


@pytest.fixture
def with_health(world):
    """SIRI was let in on both parents' consent, which ends tomorrow."""
    case = world.a_case(at_level="2", ready=True)
    with world.as_(world.kari):
        consents.record_answer(
            case=case, guardian=world.mona.person, service=world.services["health"], answer=Answer.GIVEN,
            until_on=world.today + timedelta(days=1), seat=world.kari.seat, now=world.now,
        )  # fmt: skip
    return case


def answer_of(question, *values):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(question, values)
            return cursor.fetchall()
    except DatabaseError as error:
        return code_of(error)


def asked_of(world, function, case_id):
    """The answer of one of the functions that may be called, about one case."""
    name, kinds = function.rstrip(")").split("(")
    other = world.services["health"].pk if name == "consented" else world.per.seat.pk
    said = {"uuid[]": [case_id], "text": "leader", "integer": 1, "date": world.today}
    asked = [said.get(kind, other) for kind in kinds.split(", ")]
    if kinds.startswith("uuid") and not kinds.startswith("uuid[]"):
        asked[0] = case_id
    return answer_of(
        f"select * from {name}({', '.join(f'%s::{kind}' for kind in kinds.split(', '))})", *asked
    )


@pytest.mark.parametrize("function", ABOUT_A_CASE)
def test_each_function_is_asked_as_it_wants_to_be(world, function, about_tom):
    with world.as_(world.kari):
        assert asked_of(world, function, about_tom.pk) != NO_SUCH_FUNCTION


def test_the_adult_whom_it_is_about_cannot_ask_which_cases_are_about_them(world, about_tom):
    with world.as_(world.tom):
        assert answer_of("select excluded_cases()") == DENIED
        assert answer_of("select excluded_cases() from cases_case") == DENIED


@pytest.mark.parametrize("function", ABOUT_A_CASE)
def test_no_function_tells_a_stranger_a_case_from_a_made_up_one(world, function, about_per, with_health):
    later = world.now + timedelta(days=3)
    strangers = [
        *((about_per, who, None) for who in (world.per, world.marte, world.nora, world.mona)),
        *((with_health, who, None) for who in (world.liv, world.tom, world.lars, world.grete)),
        (with_health, world.siri, later),
    ]
    for case, who, now in strangers:
        with world.as_(who, now):
            assert asked_of(world, function, case.pk) == asked_of(world, function, uuid7()), who.name


def test_a_case_that_is_told_of_stays_on_the_worklist_of_a_leader_it_is_not_about(world):
    case = world.a_case()
    with world.as_(world.marte):
        assert answer_of("select id from cases_case") == [(case.pk,)]


def test_a_case_about_the_leader_is_on_no_worklist_at_her_unit(world, about_per):
    for who, listed in ((world.per, []), (world.marte, []), (world.ragnhild, [(about_per.pk,)])):
        with world.as_(who):
            assert answer_of("select id from cases_case") == listed


def test_a_move_tried_from_outside_does_not_say_what_is_missing(world, with_health, about_per):
    for case, who in ((with_health, world.nora), (with_health, world.lars), (about_per, world.per)):
        for exit_id, target, kind in (("level_1", "level 1", "exit"), ("", "", "opened"), ("", "", "sealed")):
            with world.as_(who):
                assert attempt(move(case, who, exit_id, target, world.now, kind)) == DENIED


def test_a_sealed_case_cannot_be_told_from_any_other(world):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        meeting = meetings.plan_meeting(
            case=case, template="start_meeting", starts_at=world.now, seat=world.kari.seat, now=world.now
        )
        moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
    ask = (
        "insert into meetings_attendee (id, case_id, meeting_id, guardian_id, is_child, name, presence)"
        " values (%s, %s, %s, %s, false, 'M', 'invited')"
    )
    write = NOTE.replace("'team'", "'family'")
    for who in (world.tom, world.nora, world.siri):
        with world.as_(who):
            assert attempt((ask, uuid7(), case.pk, meeting.pk, world.mona.person.pk)) == DENIED
            assert attempt((write, uuid7(), case.pk, who.seat.pk, world.now)) == DENIED


def test_nobody_learns_of_another_cases_meeting_by_numbering_its_minutes(world):
    mine, other = world.a_case(child=world.eva, author=world.tom), world.a_case(at_level="1")
    with world.as_(world.kari):
        meeting = meetings.plan_meeting(
            case=other, template="start_meeting", starts_at=world.now, seat=world.kari.seat, now=world.now
        )
        meetings.write_minutes(
            case=other, meeting=meeting, minutes="Hemmelig", version=0, seat=world.kari.seat, now=world.now
        )
    number = (
        "insert into meetings_minutesversion (id, case_id, meeting_id, version, text, seat_id, at)"
        " values (%s, %s, %s, 1, 'x', %s, %s)"
    )
    with world.as_(world.tom):
        for meeting_id in (meeting.pk, uuid7()):
            assert attempt((number, uuid7(), mine.pk, meeting_id, world.tom.seat.pk, world.now)) == DENIED


def test_consent_is_told_to_the_team_and_to_nobody_else(world, with_health):
    ask = "select consented(%s, %s)"
    for who, told in ((world.kari, True), (world.siri, True), (world.tom, False), (world.nora, False)):
        with world.as_(who):
            assert answer_of(ask, with_health.pk, world.services["health"].pk) == [(told,)], who.name


def test_a_table_of_ones_own_is_not_read_instead_of_the_real_one(world, as_owner):
    """Not where somebody may make one, either, as in a database that was made without our grants."""
    case = world.a_case(at_level="1")
    pretend = (
        "create temporary table cases_teammember as select %s::uuid id, %s::uuid case_id, %s::uuid seat_id"
    )
    more = ", 'author' basis, timestamptz '2020-01-01' from_at, null::timestamptz to_at"
    mine = (pretend + more, uuid7(), case.pk, world.tom.seat.pk)
    with world.as_(world.tom):
        assert attempt(mine) == DENIED
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select current_database()")
        cursor.execute(f'grant temporary on database "{cursor.fetchone()[0]}" to laget_app')
    with world.as_(world.tom) as cursor:
        cursor.execute(mine[0], mine[1:])
        assert answer_of("select my_cases()") == [([],)]
        assert answer_of("select id from cases_case") == []


def a_row_of(table, case):
    """One of the case's, as the owner of the database reads it."""
    with connection.cursor() as cursor:
        cursor.execute(f"select to_jsonb(t) from {table} t where case_id = %s limit 1", [case.pk])
        found = cursor.fetchone()
    return found and (json.loads(found[0]) if isinstance(found[0], str) else found[0])


OF_A_CASE = sorted(table for table in GUARDED if table.split("_")[0] not in ("foundation", "people"))
OF_A_CASE.remove("absence_absenceday")  # of a child, whatever its cases: tests/staff/test_absence.py


@pytest.mark.parametrize("table", [table for table in OF_A_CASE if table != "cases_case"])
def test_no_row_added_tells_a_stranger_a_case_from_a_made_up_one(world, as_owner, table, with_health):
    """The same row as theirs, and one of nothing: triggers, unique keys and foreign keys answer no sooner."""
    offer(world, with_health, world.amir)
    with as_owner():
        row = a_row_of(table, with_health) or {}
    for who in (world.tom, world.nora, world.lars, world.liv, world.mona):
        mine = {"seat_id": who.seat.pk} if who.seat and "seat_id" in row else {}
        moments = {name: world.now.isoformat() for name in row if name in ("at", "from_at", "offered_at")}
        for case_id in (with_health.pk, uuid7()):
            tried = row | mine | moments | {"id": uuid7(), "case_id": case_id}
            with world.as_(who):
                order = f"insert into {table} select * from jsonb_populate_record(null::{table}, %s)"
                assert attempt((order, json.dumps(tried, default=str))) == DENIED, who.name
                assert attempt((f"{order} on conflict do nothing", json.dumps(tried, default=str))) == DENIED
