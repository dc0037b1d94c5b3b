"""What the database itself refuses, in raw SQL as the product's own role, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from laget.cases.models import Basis
from laget.database.policies import GUARDED
from laget.foundation.ids import uuid7

PLACE = (
    "level", "entered_step", "level_since", "round_since", "round", "sealed_at", "closed_at", "in_error",
    "aftercare_until",
)  # fmt: skip
DENIED, MISSING, NOT_POSSIBLE, NO_ROW = "42501", "LG001", "LG002", None

NOTE = (
    "insert into cases_entry (id, case_id, seat_id, text, audience, at) values (%s, %s, %s, 'x', 'team', %s)"
)
MEMBER = "insert into cases_teammember (id, case_id, seat_id, basis, from_at) values (%s, %s, %s, %s, %s)"
LOGGED = (
    "insert into foundation_accesslog (id, at, person_id, seen, action, wrote)"
    " values (%s, %s, %s, '{}', 'x', false)"
)
COPIED = "municipality_id, unit_id, child_id, version_id, category, wonder_on, opened_at, opened_by_id"


def refused(order: str, *values: object) -> str | None:
    """The code of the database's refusal; None when it took the order and no row was there for it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(order, values)
            assert cursor.rowcount == 0, "the database took it"
            return NO_ROW
    except DatabaseError as error:
        return error.__cause__.sqlstate  # type: ignore[union-attr]


def move(world, case, who, exit_id, target, kind="exit", reason="Fordi."):
    return (
        "insert into moves_move (id, case_id, kind, exit, target, from_level, reason, seat_id, at)"
        " values (%s, %s, %s, %s, %s, '', %s, %s, %s)",
        uuid7(), case.pk, kind, exit_id, target, reason, who.seat.pk, world.now,
    )  # fmt: skip


@pytest.mark.parametrize("column", PLACE)
def test_nobody_sets_where_a_case_is(world, column):
    case = world.a_case(at_level="1")
    for who in (world.kari, world.per):
        with world.as_(who):
            assert refused(f"update cases_case set {column} = {column} where id = %s", case.pk) == DENIED


@pytest.mark.parametrize(
    ("column", "value"),
    [("level", "'2'"), ("closed_at", "now()"), ("sealed_at", "now()"), ("adult_here_at", "now()")],
)
def test_no_case_is_born_further_on_than_its_first_worry(world, column, value):
    born = world.a_case()
    with world.as_(world.kari):
        places = {
            "level": "''",
            "entered_step": "''",
            "return_to": "''",
            "round": "0",
            "in_error": "false",
        } | {column: value}
        assert refused(
            f"insert into cases_case (id, {COPIED}, {', '.join(places)})"
            f" select %s, {COPIED}, {', '.join(places.values())} from cases_case where id = %s",
            uuid7(),
            born.pk,
        )


@pytest.mark.parametrize(
    ("level", "exit_id", "target"),
    [
        ("0", "level_1", "level 1"),
        ("0", "level_2", "level 2"),
        ("1", "level_2", "level 2"),
        ("1", "effect_close", "closed"),
        ("2", "level_3", "level 3"),
        ("3", "onward", "level 1"),
    ],
)
def test_no_level_is_left_before_what_it_asks_for(world, level, exit_id, target):
    case = world.a_case(at_level=level)
    with world.as_(world.kari):
        assert refused(*move(world, case, world.kari, exit_id, target)) == MISSING


def test_a_level_is_not_reached_by_a_way_that_is_not_there(world):
    case = world.a_case(at_level="1", ready=True)
    with world.as_(world.kari):
        assert refused(*move(world, case, world.kari, "no_such_way", "level 3")) == NOT_POSSIBLE
        assert refused(*move(world, case, world.kari, "level_2", "level 3")) == NOT_POSSIBLE
        assert refused(*move(world, case, world.kari, "", "level 3", kind="opened")) == NOT_POSSIBLE
        assert refused(*move(world, case, world.kari, "effect_close", "closed", reason="")) == NOT_POSSIBLE


def test_level_2_needs_a_yes_from_both_parents(world):
    life = world.on_level_1()
    world.make_ready(life, "1")
    life.invite(world.services["health"])
    life.answer(world.mona.person, world.services["health"], "given", world.today.replace(year=2027))
    with world.as_(world.kari):
        assert refused(*move(world, life.case, world.kari, "level_2", "level 2")) == MISSING
    life.answer(world.frank.person, world.services["health"], "refused")
    with world.as_(world.kari):
        assert refused(*move(world, life.case, world.kari, "level_2", "level 2")) == MISSING


def test_moves_are_neither_changed_nor_removed(world):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        assert refused("update moves_move set reason = 'noe annet' where case_id = %s", case.pk) == DENIED
        assert refused("delete from moves_move where case_id = %s", case.pk) == DENIED


def test_what_was_written_is_neither_changed_nor_removed(world):
    case = world.a_case(at_level="2", ready=True)
    for table, column in (
        ("cases_concern", "text"), ("cases_entry", "text"), ("consents_consent", "answer"),
        ("meetings_voiceentry", "words"), ("plans_evaluation", "child_view"), ("plans_measurereview", "note"),
    ):  # fmt: skip
        with world.as_(world.kari):
            assert refused(f"update {table} set {column} = {column} where case_id = %s", case.pk) == DENIED
            assert refused(f"delete from {table} where case_id = %s", case.pk) == DENIED


@pytest.mark.parametrize("table", sorted(GUARDED))
def test_only_the_named_columns_change(world, table):
    with world.as_(world.kari) as cursor:
        cursor.execute(
            "select column_name from information_schema.columns"
            " where table_name = %s and is_generated = 'NEVER'",
            [table],
        )
        columns = {name for (name,) in cursor.fetchall()}
        changes = {
            column
            for column in columns
            if refused(f'update {table} set "{column}" = "{column}" where false') != DENIED
        }
    assert changes == set(GUARDED[table].change)


def test_the_access_log_only_grows(world):
    case = world.a_case()
    world.client_of(world.kari).get(f"/cases/{case.pk}")
    for who in (world.kari, world.per, world.henrik, world.mona, None):
        with world.as_(who) as cursor:
            cursor.execute("select count(*) from foundation_accesslog")
            assert cursor.fetchone() == (0,)
            assert refused("update foundation_accesslog set wrote = true") == DENIED
            assert refused("delete from foundation_accesslog") == DENIED
            assert refused("truncate foundation_accesslog") == DENIED


def test_nobody_writes_the_access_log_in_anothers_name(world):
    for who in (world.kari, None):
        with world.as_(who):
            assert refused(LOGGED, uuid7(), world.now, world.per.person.pk) == DENIED


def test_an_outsider_adds_nothing_to_a_case(world):
    case = world.a_case(at_level="1")
    for who in (world.tom, world.nora, world.siri, world.lars, world.liv, world.henrik, world.ailin):
        with world.as_(who):
            assert refused(NOTE, uuid7(), case.pk, who.seat.pk, world.now) == DENIED
            for basis in Basis:
                assert refused(MEMBER, uuid7(), case.pk, who.seat.pk, basis, world.now) == DENIED
            assert refused(*move(world, case, who, "", "", kind="sealed")) == DENIED


def test_a_guardian_writes_nothing(world):
    case = world.a_case(at_level="1")
    with world.as_(world.mona):
        assert refused("update plans_measure set text = 'x' where case_id = %s", case.pk) == NO_ROW
        assert refused("update cases_case set adult_here_at = laget_now() where id = %s", case.pk) == NO_ROW
        assert refused(NOTE, uuid7(), case.pk, world.kari.seat.pk, world.now) == DENIED


def test_who_has_left_the_team_has_lost_it_the_same_moment(world):
    case = world.a_case(at_level="1")
    with world.as_(world.liv) as cursor:
        cursor.execute("select count(*) from cases_case where id = %s", [case.pk])
        assert cursor.fetchone() == (0,)


def test_nobody_of_another_service_is_let_in_without_the_family(world):
    """Not by a member of the team who calls a colleague of another service “one of us”, either."""
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        for basis in Basis:
            assert refused(MEMBER, uuid7(), case.pk, world.lars.seat.pk, basis, world.now) == DENIED, basis


def test_nobody_writes_in_anothers_name(world):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        assert refused(NOTE, uuid7(), case.pk, world.per.seat.pk, world.now) == DENIED
        assert refused(*move(world, case, world.per, "", "", kind="sealed")) == DENIED
