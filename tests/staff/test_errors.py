"""When something is not there, not allowed or broken: said in words, with one way on."""

import re

import pytest
from django.db import OperationalError
from django.test import Client

from laget.people.me import LANGUAGE_COOKIE
from laget.people.services import choose_language

TODAY = "laget.staff.views.today.in_my_team"


@pytest.fixture
def kari(world):
    with world.as_(world.kari):
        choose_language(person=world.kari.person, language="da")
    client = world.client_of(world.kari)
    client.raise_request_exception = False
    return client


def breaks_with(monkeypatch, error):
    def broken(_seat_id):
        raise error

    monkeypatch.setattr(TODAY, broken)


def ways_on(answer):
    main = answer.text.split("<main")[1].split("</main>")[0]
    return re.findall(r'<a class="ds-button" href="([^"]+)"', main)


def test_a_page_that_is_not_there_leads_to_the_first(kari):
    answer = kari.get("/nothing-here")
    assert answer.status_code == 404
    assert ways_on(answer) == ["/"]
    assert 'lang="da"' in answer.text


def test_what_is_broken_is_told_in_ones_own_language_and_colours(kari, monkeypatch):
    breaks_with(monkeypatch, RuntimeError("Ola said that"))
    answer = kari.get("/")
    assert answer.status_code == 500
    assert '<html lang="da"' in answer.text and 'data-theme="fjord"' in answer.text
    assert "It is our fault" in answer.text and "tel:112" in answer.text
    assert "Ola" not in answer.text
    assert ways_on(answer) == ["/"]


def test_a_database_that_does_not_answer_is_a_pause_and_no_fault(kari, monkeypatch):
    breaks_with(monkeypatch, OperationalError("the connection is gone"))
    answer = kari.get("/")
    assert answer.status_code == 503
    assert "closed for a moment" in answer.text
    assert ways_on(answer) == ["/"]


def test_before_it_is_known_who_asks_the_browser_says_the_language(monkeypatch, world):
    """The first question to the database fails, so nobody has been found yet."""

    def gone(_asker, _now):
        raise OperationalError("the connection is gone")

    monkeypatch.setattr("laget.foundation.asking.say", gone)
    client = Client(raise_request_exception=False)
    client.cookies[LANGUAGE_COOKIE] = "nn"
    answer = client.get("/sign-in")
    assert answer.status_code == 503
    assert '<html lang="nn"' in answer.text
