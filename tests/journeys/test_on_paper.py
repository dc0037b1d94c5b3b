"""On paper: what a meeting lays on the table, of a case with as much in it as a case may have."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from walker import Walker
from world import World

pytestmark = pytest.mark.browser

ON_PAPER = (
    ".identity",
    ".next-step",
    ".road-wide",
    "#voice blockquote",
    "#team",
    "#plan .measure",
    "#meetings",
)
ON_SCREEN = ("nav", "button", "a.ds-button", "summary", "#timeline", "#ways", ".ds-alert", "footer")
MANY = 12  # measures: more than any family can do


def a_full_case(world: World) -> str:
    """On level 1, with its team, meetings, the child's words, and a plan that is too long."""
    life = world.on_level_1()
    life.hear("Jeg vil ha noen å være sammen med i storefri. De andre har allerede bestemt hvem som er med.")
    life.write_plan(world.today + timedelta(days=30))
    for number in range(MANY):
        words = f"Fast lekegruppe {number} med ballspill i storefri, mandag og torsdag"
        told = {"text": words, "arena": "unit", "responsible": "staff"}
        life.add_measure(told, world.today + timedelta(days=30))
    life.plan_meeting("evaluation", world.now + timedelta(days=9))
    return f"/cases/{life.case.pk}"


def test_the_childs_page_and_the_plan_are_two_sheets_at_most(
    screen: Callable[..., Walker], world: World
) -> None:
    kari = screen("desk")
    kari.be("Kari Lund")
    case = a_full_case(world)
    for path in (case, f"{case}/plan"):
        kari.go(path)
        assert kari.sheets() <= 2, path


def test_there_is_nothing_on_paper_to_press_and_nothing_for_those_who_work_alone(
    screen: Callable[..., Walker], world: World
) -> None:
    kari = screen("phone")
    kari.be("Kari Lund")
    kari.go(a_full_case(world))
    kari.page.emulate_media(media="print")
    for there in ON_PAPER:
        expect(kari.page.locator(there).first).to_be_visible()
    for gone in ON_SCREEN:
        expect(kari.page.locator(gone).locator("visible=true")).to_have_count(0)
