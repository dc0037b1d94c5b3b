"""The demo's sign-in: one chooses whom to be, and stays who one was until then."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from laget.foundation.asking import PERSON
from laget.people.models import Child, Guardianship, Person

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def browser(client, world):
    """Nobody has signed in."""
    return client


def enter(client, who, **said):
    return client.post(reverse("sign_in"), {"person": who.person.pk, "seat": who.seat.pk, **said})


def test_looking_at_whom_one_could_be_signs_nobody_out(world):
    kari = world.client_of(world.kari)
    shown = kari.get("/").text
    assert f'href="{reverse("sign_in")}"' in shown
    assert kari.get(reverse("sign_in")).status_code == 200
    assert kari.get(reverse("cases")).status_code == 200


@pytest.fixture
def lost(world, browser):
    """What Kari's page sends when her session has ended while she wrote."""
    case = world.a_case()
    words = {"text": "Han var alene i dag.", "writer": world.kari.person.pk, "next": f"/cases/{case.pk}/note"}
    assert browser.post(words["next"], words).status_code == 401
    return words


def test_who_signs_in_again_gets_the_words_back(world, browser, lost):
    back = enter(browser, world.kari, **lost)
    assert "Han var alene i dag." in back.text


def test_somebody_else_who_signs_in_there_does_not_see_them(world, browser, lost):
    other = enter(browser, world.per, **lost)
    assert other.status_code == 302
    assert other["Location"] == reverse("today")


def test_every_page_says_whose_it_is(world):
    shown = world.client_of(world.kari).get(reverse("worry")).text
    assert f'name="writer" value="{world.kari.person.pk}"' in shown


def test_who_chooses_another_is_that_other(world):
    browser = world.client_of(world.kari)
    before = browser.session.session_key
    assert enter(browser, world.per).headers["Location"] == reverse("today")
    assert browser.session[PERSON] == str(world.per.person.pk)
    assert browser.session.session_key != before


@pytest.mark.parametrize(
    "said", [{"person": "x"}, {"seat": "x"}, {"person": ""}, {"person": uuid4()}, {"seat": uuid4()}]
)
def test_who_is_nobody_does_not_come_in(browser, world, said):
    assert enter(browser, world.kari, **said).status_code == 404
    assert PERSON not in browser.session


def test_a_seat_is_its_own_persons(browser, world):
    assert enter(browser, world.kari, seat=world.per.seat.pk).status_code == 404


def test_words_that_say_not_where_to_go_lead_to_today(browser, world):
    shown = enter(browser, world.kari, text="Han var alene i dag.", writer=world.kari.person.pk).text
    assert "Han var alene i dag." in shown
    assert f'action="{reverse("today")}"' in shown


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_no_link_sends_who_signs_in_elsewhere(browser, world, elsewhere):
    assert enter(browser, world.kari, next=elsewhere).headers["Location"] == reverse("today")


def test_who_has_not_signed_in_yet_sends_the_forms_token(world):
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/sign-in").content.decode()
    (token, *_rest) = re.findall(r'<input type="hidden" name="csrfmiddlewaretoken" value="([^"]+)">', page)
    kari = {"person": world.kari.person.pk, "seat": world.kari.seat.pk, "csrfmiddlewaretoken": token}
    assert browser.post("/sign-in", kari).status_code == 302


@pytest.fixture
def amalie(world, monkeypatch):
    """Expects a child, and answers herself; her mother cares for her."""
    child = Child(
        given_name="Amalie", family_name="Foss", kind="pregnant", municipality=world.ola.municipality
    )
    own = [
        Guardianship(child=child, guardian=Person(name=name), kind=kind)
        for name, kind in (("Amalie Foss", "self"), ("Mona Foss", "mother"))
    ]
    for each, goals in zip(own, (2, 0), strict=True):
        each.goals = goals
    monkeypatch.setattr("laget.staff.invented.guardianships", lambda: own)


def names(page):
    return re.findall(r"<bdi>([^<]+)</bdi>", page[page.index('id="main"') :])


def test_a_woman_who_answers_for_herself_is_nobodys_guardian(browser, amalie):
    shown = browser.get(reverse("sign_in"), {"whom": "foss"}).text
    assert shown.count("whom a case is about") == shown.count("cares for Amalie Foss") == 1


@pytest.mark.parametrize("asked", ["pregnant woman", "A pregnant woman", "woman case"])
def test_somebody_is_found_by_what_they_are(browser, amalie, asked):
    assert names(browser.get(reverse("sign_in"), {"whom": asked}).text) == ["Amalie Foss"]


@pytest.mark.parametrize("asked", ["teacher", "a teacher", "lærer", "fjellskulen kontakt", "KARI"])
def test_a_teacher_is_found(browser, world, asked):
    assert "Kari Lund" in names(browser.get(reverse("sign_in"), {"whom": asked}).text)


def test_nobody_is_found_by_what_nobody_is(browser, world):
    shown = browser.get(reverse("sign_in"), {"whom": "astronaut"}).text
    assert names(shown) == []
    assert "0 people found." in shown


def test_those_with_the_most_to_see_come_first_and_it_says_why(browser, world, monkeypatch):
    cases = ({world.amir.seat.pk: 3, world.kari.seat.pk: 7}, {world.kari.seat.pk: 2})
    monkeypatch.setattr("laget.staff.invented.counts", lambda: cases)
    shown = browser.get(reverse("sign_in")).text
    assert names(shown).index("Kari Lund") < names(shown).index("Amir Haddad")
    assert "7 open cases · holds the baton in 2" in shown


def test_what_was_written_goes_along_while_one_looks_for_oneself(browser, world, lost):
    shown = browser.post(reverse("sign_in"), lost | {"to": lost["next"], "whom": "kari"}).text
    assert names(shown) == ["Kari Lund"]
    assert shown.count('value="Han var alene i dag."') == 2  # in the search, and with her who signs in
    assert f'name="next" value="{lost["next"]}"' in shown


def test_whoever_chooses_herself_again_had_written_nothing(world):
    """The page of whoever is signed in says whose it is, also the one where one becomes somebody else."""
    entered = enter(world.client_of(world.kari), world.kari, writer=world.kari.person.pk, form_key=uuid4())
    assert (entered.status_code, entered["Location"]) == (302, reverse("today"))
