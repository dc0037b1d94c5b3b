"""A child has a sealed case beside: what Today asks of those inside it begins with that."""

import pytest
from django.urls import reverse

from laget.consents import invitations
from laget.handovers import services as baton

WARNED = "Suspicion of violence, ask child welfare first: "


def today(world, who):
    return world.client_of(who).get(reverse("today")).text


@pytest.fixture
def free(world):
    """OLA's case has come to level 1, and nobody holds the baton: it is for PER to decide."""
    return world.a_free_baton().case


def test_per_is_warned_before_he_decides_who_holds_the_baton(world, free):
    decide, page = "Nobody holds the baton. Decide who does.", reverse("baton", args=[free.pk])
    assert decide in today(world, world.per) and WARNED not in today(world, world.per)
    assert page in today(world, world.per)
    world.a_case(sealed=True, days_ago=1)
    shown = today(world, world.per)
    assert f"{WARNED}{decide}" in shown and page not in shown


def test_whoever_is_outside_the_sealed_case_learns_nothing_of_it(world, free):
    """PER has not been told of it."""
    world.a_case(sealed=True, days_ago=1, shared=False)
    assert WARNED not in today(world, world.per)


def test_kari_is_warned_before_she_asks_another_to_take_the_baton_or_another_service(world):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        offered = {"must_know": "", "family_told": True, "seat": world.kari.seat, "now": world.now}
        baton.offer(case=case, to_seat=world.amir.seat, **offered)
    with world.as_(world.amir):
        baton.decline(case=case, reason="Permisjon", seat=world.amir.seat, now=world.now)
    ask = reverse("baton", args=[case.pk])
    assert ask in today(world, world.kari)
    world.a_case(sealed=True, days_ago=1)
    shown = today(world, world.kari)
    assert f"{WARNED}Amir Haddad cannot take the baton" in shown and ask not in shown
    page = world.client_of(world.kari).get(reverse("consents", args=[case.pk])).text
    assert "this child has a sealed case" in page


def test_kari_is_warned_before_she_invites_another_service_for_one_that_said_no(world):
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    world.invite(life, "ppt", world.today)
    with world.as_(world.lars):
        invitations.decline(case_id=life.case.pk, why="Ingen ledig.")
    ask = reverse("consents", args=[life.case.pk])
    assert ask in today(world, world.kari)
    world.a_case(sealed=True, days_ago=1)
    shown = today(world, world.kari)
    assert f"{WARNED}PPT cannot help" in shown and ask not in shown
