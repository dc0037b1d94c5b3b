"""Whoever reads the database as the product does finds no session there to go on with as somebody else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.db import connection
from django.utils import timezone

from access.raw import DENIED, attempt, seen
from laget.foundation.ids import uuid7
from laget.foundation.sessions import SessionStore

KARI, PER = str(uuid7()), str(uuid7())


@pytest.fixture
def session(db):
    session = SessionStore()
    session["person"] = KARI
    session.save()
    return session


def test_nobody_lists_changes_or_ends_the_sessions_of_others(world, session):
    with world.as_(world.amir):
        for order in (
            "select digest from foundation_session", "update foundation_session set data = ''",
            "delete from foundation_session", "insert into foundation_session table foundation_session",
        ):  # fmt: skip
            assert attempt((order,)) == DENIED


def test_a_session_is_there_for_whoever_has_its_key(session):
    assert SessionStore(session.session_key)["person"] == KARI
    assert session.exists(session.session_key)
    for other in (None, "", "x" * 32, "%"):
        assert SessionStore(other).load() == {}
    assert not session.exists("x" * 32)


def test_a_session_is_changed_and_ended_by_its_key(session):
    again = SessionStore(session.session_key)
    again["person"] = PER
    again.save()
    assert SessionStore(session.session_key)["person"] == PER
    again.flush()
    assert SessionStore(session.session_key).load() == {}
    with pytest.raises(UpdateError):
        session.save()


def test_a_key_is_one_sessions(session):
    with pytest.raises(CreateError):
        SessionStore(session.session_key).save(must_create=True)


def test_a_session_that_is_over_is_not_there(session):
    session.set_expiry(timezone.now() - timedelta(seconds=1))
    session.save()
    assert SessionStore(session.session_key).load() == {}
    with pytest.raises(UpdateError):
        session.save()


def test_one_that_nobody_used_for_an_hour_is_over(session, as_owner):
    used(as_owner, session, "59 minutes")
    assert SessionStore(session.session_key)["person"] == KARI  # and so it is used anew
    used(as_owner, session, "61 minutes")
    assert SessionStore(session.session_key).load() == {}


def test_what_is_written_in_it_makes_none_last_longer(session, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("update foundation_session set ends_at = now() + interval '1 minute'")
    session["seat"] = "another"
    session.save()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select max(ends_at) <= now() + interval '1 minute' from foundation_session")
        assert cursor.fetchone() == (True,)


def test_the_key_stands_nowhere_in_the_database(session, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select s::text from foundation_session s")
        assert all(session.session_key not in row for (row,) in cursor.fetchall())


def used(as_owner, session, ago):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"update foundation_session set used_at = now() - interval '{ago}'")


def test_a_key_that_is_not_known_gets_another_session(world):
    client = world.client_of(world.kari)
    client.cookies["laget"] = "y" * 32
    assert client.get("/cases").headers["Location"].startswith("/sign-in")
    assert seen("select session_of(%s)", "y" * 32) is None
