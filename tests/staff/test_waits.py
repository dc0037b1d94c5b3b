"""What is for later is never said to be for now: on the child's page, the road, Today and the list."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.moves.queries import facts_of
from laget.plans.queries import measures_of
from pages import plain


@pytest.fixture
def life(world):
    """Level 1: everything is agreed on, the measures are to begin, and the evaluation is in 29 days."""
    world.in_english(world.kari)
    life = world.on_level_1()
    world._meet(life, "start_meeting")
    life.hear("Jeg vil være med i leken.")
    life.write_plan(world.today + timedelta(days=29))
    life.plan_meeting("evaluation", world.now + timedelta(days=29))
    life.record("interviewer_named", named="Kari Lund")
    return life


def page_of(world, life, who=None):
    return world.client_of(who or world.kari).get(reverse("case", args=[life.case.pk])).content.decode()


def part(page, begins, ends):
    return unescape(" ".join(page.split(begins, 1)[1].split(ends, 1)[0].split()))


def begin_all(world, life):
    """Each with one press on the child's page, which then stands open again."""
    client = world.client_of(world.kari)
    for address in re.findall(r'action="(/cases/[^"]+/plan/measures/[^"]+/act)"', page_of(world, life)):
        sent = {"form_key": str(uuid4()), "act": "begin", "back": "case"}
        answer = client.post(address, sent)
        assert (answer.status_code, answer.url) == (302, f"/cases/{life.case.pk}#plan")


def test_before_any_measure_has_begun_the_child_stands_at_carrying_them_out(world, life):
    page = page_of(world, life)
    step = plain(part(page, "next-step", "</section>"))
    assert "Now · Carry out the measures" in step
    assert "Say which measures have begun" in step


def test_each_measure_is_begun_with_one_press_on_the_childs_page(world, life):
    with world.as_(world.kari):
        not_begun = [measure for measure in measures_of(life.case) if not measure.started_at]
    page = page_of(world, life)
    assert page.count("It has begun: ") == len(not_begun) > 0
    begin_all(world, life)
    with world.as_(world.kari):
        assert "measures_begun" in facts_of([life.case])[life.case.pk]
    assert "It has begun: " not in page_of(world, life)


def test_whoever_may_not_change_the_plan_is_shown_no_such_button(world, life):
    assert "It has begun: " not in page_of(world, life, world.amir)


def test_an_ended_case_asks_for_no_beginning(world):
    case = world.a_case(at_level="1", closed=True)
    page = world.client_of(world.kari).get(reverse("case", args=[case.pk])).content.decode()
    assert "It has begun: " not in page


def test_weeks_before_the_evaluation_the_page_says_its_day_and_never_now(world, life):
    begin_all(world, life)
    page = page_of(world, life)
    step = plain(part(page, "next-step", "</section>"))
    assert "On Wed 23 Dec" in step
    assert "Evaluate together" in step
    assert "in 29 days" in step
    assert "Nothing has to be done in this step before then." in step
    assert "Do it now" not in page
    assert "Now" not in step


def test_the_row_and_the_road_say_the_day_too(world, life):
    begin_all(world, life)
    page = page_of(world, life)
    rows = plain(part(page, 'id="ways"', "Ways on"))
    assert "On Wed 23 Dec" in rows
    assert "Now" not in rows.split()
    road = plain(part(page, "road-figure", "</figure>"))
    assert "Evaluate together: on Wed 23 Dec." in road
    assert "Evaluate together on Wed 23 Dec" in road
    assert "Now" not in road.split()


def test_today_says_the_day_too(world, life):
    begin_all(world, life)
    page = world.client_of(world.kari).get("/").content.decode()
    row = plain(part(page, "todo-row", "</li>"))
    assert "Evaluate together" in row
    assert "in 29 days" in row
    assert "Open it" in row
    assert "Do it now" not in row


def test_the_list_says_the_day_too(world, life):
    begin_all(world, life)
    page = world.client_of(world.kari).get("/cases").content.decode()
    assert re.search(r"Evaluate together (?!on).{0,20}Wed 23 Dec", plain(page))
    assert plain(page).count("Wed 23 Dec") == 1


def test_on_its_day_the_evaluation_is_for_now(world, life):
    begin_all(world, life)
    world.set_clock(world.now + timedelta(days=29))
    step = plain(part(page_of(world, life), "next-step", "</section>"))
    assert "Now · Evaluate together" in step
    assert "Do it now" in step


def test_what_waits_can_be_opened_all_the_same(world, life):
    """Plans change: nobody is kept from evaluating sooner."""
    begin_all(world, life)
    href = re.search(
        r'class="ds-button"[^>]* href="([^"]+)"', part(page_of(world, life), "next-step", "</section>")
    )
    assert href
    assert world.client_of(world.kari).get(href[1], follow=True).status_code == 200
