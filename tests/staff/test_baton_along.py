"""Whoever is asked to hold the baton reads what comes along with it, as far as they may see the case."""

import pytest
from django.urls import reverse

from laget.foundation.ids import uuid7

ALONG = (
    "1 open task goes along",
    "Say which measures have begun",
    "The measures that go along",
    "Lekegruppe i storefri",
    "evaluation tor. 24. des.",
)


@pytest.fixture
def case(world):
    """KARI holds the baton of OLA's case; it is agreed what they do, and not all of it has begun."""
    life = world.on_level_1()
    world.agree(life)
    life.record("interviewer_named", named="Kari Lund")
    return life.case


def asked(world, case, who):
    said = {"form_key": uuid7(), "seat": who.seat.pk, "must_know": "Han liker turer.", "family_told": "yes"}
    sent = world.client_of(world.kari).post(reverse("baton_offer", args=[case.pk]), said)
    assert sent.status_code == 302
    return world.client_of(who).get(reverse("baton_answer", args=[case.pk])).text


def test_somebody_of_the_team_reads_it_before_they_answer(world, case):
    shown = asked(world, case, world.amir)
    assert [words for words in ALONG if words not in shown] == []
    assert shown.index("Lekegruppe") < shown.index("Yes, I take it")


def test_somebody_outside_the_team_reads_the_offer_and_no_more(world, case):
    shown = asked(world, case, world.tom)
    assert "Han liker turer." in shown and [words for words in ALONG if words in shown] == []
    assert reverse("plan", args=[case.pk]) not in shown


def test_whoever_offers_it_sees_what_the_other_will_see(world, case):
    shown = world.client_of(world.kari).get(reverse("baton_offer", args=[case.pk])).text
    assert [words for words in ALONG if words not in shown] == []


def test_of_a_case_with_nothing_open_nothing_is_said(world):
    case = world.a_free_baton().case
    assert "go along" not in world.client_of(world.per).get(reverse("baton_name", args=[case.pk])).text
