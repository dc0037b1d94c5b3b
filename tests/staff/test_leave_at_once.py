"""A guardian who must not be seen reading is out with one press, and the page left behind tells nothing."""

import pytest
from django.test import Client

from laget.people.models import Municipality
from pages import address, child_page, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    world.in_english(world.mona, world.kari)
    return world.a_case(at_level="2")


def leave(browser):
    return browser.post("/family/leave")


def test_one_press_ends_the_session_and_shows_something_else(world, case):
    browser = world.client_of(world.mona)
    assert "Leave at once" in browser.get("/family").text
    left = leave(browser)
    assert left.headers["Refresh"] == "0; url=https://www.wikipedia.org/"
    assert left.headers["Cache-Control"] == "no-store"
    assert browser.get("/family").status_code == 302


def test_what_stays_in_the_history_names_neither_laget_nor_the_municipality(world, case):
    page = leave(world.client_of(world.mona)).text
    assert "wikipedia" in page
    for word in ("Laget", "Fjordvik", "Ola", "Mona", "family"):
        assert word not in page


def test_the_municipality_says_what_is_shown(world, case, as_owner):
    with as_owner():
        here = Municipality.objects.get(pk=world.municipality.pk)
        here.settings["leave_to"] = "https://www.yr.no/"
        here.save()
    assert leave(world.client_of(world.mona)).headers["Refresh"] == "0; url=https://www.yr.no/"


def test_it_stands_on_every_page_of_the_family_and_on_no_other(world, case):
    for page in ("/family", "/family/readers"):
        assert 'id="leave"' in read(world, world.mona, page)
    assert 'id="leave"' not in child_page(world, world.kari, case)
    assert 'id="leave"' not in read(world, world.kari, address("seen_as", case, world.mona.person.pk))


def test_whose_session_has_ended_meanwhile_is_out_as_well(world, case, client):
    assert leave(client).headers["Refresh"] == "0; url=https://www.wikipedia.org/"


def test_a_browser_that_has_kept_nothing_is_out_as_well(world, case):
    """It was closed and opened again, and shows the page that it had."""
    assert leave(Client(enforce_csrf_checks=True)).headers["Refresh"] == "0; url=https://www.wikipedia.org/"


def test_only_a_press_leaves(world, case):
    browser = world.client_of(world.mona)
    assert browser.get("/family/leave").status_code == 405
    assert browser.get("/family").status_code == 200
