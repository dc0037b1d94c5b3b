"""The baton lies with the leader: the child's page says so as Today does, and what then."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from batons import offer
from laget.handovers import joining
from pages import plain


@pytest.fixture
def case(world):
    """On level 1; nobody holds the baton. AMIR helps, and carries nothing."""
    world.in_english(world.kari, world.per, world.amir)
    life = world.a_free_baton()
    with world.as_(world.per):
        joining.add_colleague(
            case=life.case, to_seat=world.amir.seat, reason="Helps", seat=world.per.seat, now=world.now
        )
    return life


def next_step(world, life, who):
    page = world.client_of(who).get(reverse("case", args=[life.case.pk])).text
    return unescape(page.split('class="next-step"', 1)[1].split("</section>", 1)[0])


def test_whoever_may_reads_that_nobody_holds_it_and_goes_there(world, case):
    for who in (world.per, world.kari):
        step = next_step(world, case, who)
        assert "Nobody holds the baton. Decide who does." in plain(step)
        assert reverse("baton", args=[case.case.pk]) in step


def test_whoever_may_not_reads_whom_to_turn_to(world, case):
    step = next_step(world, case, world.amir)
    assert "Nobody holds the baton Turn to Per Vik, who decides who holds the baton." in plain(step)
    assert "href" not in step


def test_when_the_holder_has_left_all_read_it_and_the_leader_decides(world, case, as_owner):
    case.name_holder(world.amir.seat, world.per.seat)
    world.leaves_work(world.amir)
    said = "Amir Haddad cannot see the case any more"
    step = next_step(world, case, world.per)
    assert f"{said}. Decide who holds the baton." in plain(step) and "Do it now" in step
    step = next_step(world, case, world.kari)
    assert f"{said} Turn to Per Vik, who decides who holds the baton." in plain(step) and "href" not in step


def test_an_offer_that_has_waited_too_long_is_the_leaders_and_the_holder_goes_on(world, case):
    case.name_holder(world.kari.seat, world.per.seat)
    offer(world, case.case, world.amir)
    assert "has not answered" not in next_step(world, case, world.per)
    world.set_clock(world.now + timedelta(days=8))
    assert "Amir Haddad has not answered. Decide who holds the baton." in plain(
        next_step(world, case, world.per)
    )
    assert "has not answered" not in next_step(world, case, world.kari)


def test_where_somebody_holds_it_nothing_of_it_is_said(world, case):
    case.name_holder(world.kari.seat, world.per.seat)
    assert "baton" not in plain(next_step(world, case, world.per))
