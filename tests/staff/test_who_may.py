"""The one next step is for whoever may do it; the others read who it waits for, and meet no closed door."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from laget.handovers import joining
from pages import plain


@pytest.fixture
def life(world):
    """KARI holds the baton on level 1, PER leads, AMIR helps."""
    world.in_english(world.kari, world.per, world.amir)
    life = world.a_life()
    life.worry(share=True)
    with world.as_(world.per):
        joining.add_colleague(
            case=life.case, to_seat=world.amir.seat, reason="Helps", seat=world.per.seat, now=world.now
        )
    return life


def page_of(world, life, who):
    return unescape(world.client_of(who).get(reverse("case", args=[life.case.pk])).text)


def next_step(page):
    return page.split('class="next-step"', 1)[1].split("</section>", 1)[0]


def agreed(world, life):
    world.up_to_1(life)
    world._meet(life, "start_meeting")
    life.hear("Jeg vil være med i leken.")
    life.write_plan(world.today + timedelta(days=29))
    life.plan_meeting("evaluation", world.now + timedelta(days=29))


def test_a_member_reads_whom_the_beginning_of_the_measures_waits_for(world, life):
    agreed(world, life)
    step = next_step(page_of(world, life, world.amir))
    assert "Say which measures have begun" in plain(step) and "waited for Kari Lund since" in plain(step)
    assert "href" not in step and "Do it now" not in step


def test_whoever_may_is_led_there(world, life):
    agreed(world, life)
    for who in (world.kari, world.per):
        step = next_step(page_of(world, life, who))
        assert "Do it now" in step and reverse("plan", args=[life.case.pk]) in step
        assert "has waited for" not in step


def test_what_each_in_the_team_may_do_stays_theirs(world, life):
    """Who talks with the child before the evaluation may be said by anybody in the team."""
    agreed(world, life)
    life.begin_measures()
    step = next_step(page_of(world, life, world.amir))
    assert "Do it now" in step


def test_no_row_of_the_steps_leads_a_member_to_a_page_that_is_closed(world, life):
    agreed(world, life)
    life.begin_measures()
    life.record("interviewer_named", named="Kari Lund")
    for who in (world.kari, world.amir):
        rows = page_of(world, life, who).split('id="ways"', 1)[1].split("</ul>", 1)[0]
        assert "Write down the child’s and the parents’ view" in rows
        addresses = re.findall(r'href="(/[^"#]+)"', rows)
        assert bool(addresses) is (who == world.kari)
        for address in addresses:
            assert world.client_of(who).get(address, follow=True).status_code == 200, address
