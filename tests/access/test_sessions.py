"""Whoever reads the database as the product does finds no session there to go on with as somebody else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.utils import timezone

from access.raw import DENIED, attempt, seen
from laget.foundation.sessions import SessionStore


@pytest.fixture
def session(db):
    session = SessionStore()
    session["person"] = "kari"
    session.save()
    return session


def test_nobody_lists_changes_or_ends_the_sessions_of_others(world, session):
    with world.as_(world.amir):
        for order in (
            "select session_key from django_session", "update django_session set session_data = ''",
            "delete from django_session", "insert into django_session select * from django_session",
        ):  # fmt: skip
            assert attempt((order,)) == DENIED


def test_a_session_is_there_for_whoever_has_its_key(session):
    assert SessionStore(session.session_key)["person"] == "kari"
    assert session.exists(session.session_key)
    for other in (None, "", "x" * 32, "%"):
        assert SessionStore(other).load() == {}
    assert not session.exists("x" * 32)


def test_a_session_is_changed_and_ended_by_its_key(session):
    again = SessionStore(session.session_key)
    again["person"] = "per"
    again.save()
    assert SessionStore(session.session_key)["person"] == "per"
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
    SessionStore.clear_expired()
    with pytest.raises(UpdateError):
        session.save()


def test_a_key_that_is_not_known_gets_another_session(world):
    client = world.client_of(world.kari)
    client.cookies["laget"] = "y" * 32
    assert client.get("/cases").headers["Location"].startswith("/sign-in")
    assert seen("select session_of(%s)", "y" * 32) is None
