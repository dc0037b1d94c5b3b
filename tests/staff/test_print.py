"""The child's page on paper: what one takes along to a meeting, and nothing to press."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from laget.meetings import services as meetings
from laget.plans import services as measures
from laget.plans.queries import measures_of

pytestmark = pytest.mark.browser
STATIC = Path(__file__).parents[2] / "src/laget/static"
SHEET = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)">')


@pytest.fixture
def paper(chrome):
    """A page as it is printed: with the styles in it, and what does not print left out of what one reads."""
    page = chrome.new_page(java_script_enabled=False)
    page.emulate_media(media="print")
    yield page
    page.close()


def printed(paper: Page, shown: str) -> str:
    """What stands on the sheet."""
    shown = re.sub(r"<script[^>]*></script>", "", shown)
    paper.set_content(SHEET.sub(lambda sheet: f"<style>{(STATIC / sheet[1]).read_text()}</style>", shown))
    return paper.locator("body").inner_text()


def test_what_one_needs_at_the_meeting_is_on_the_sheet(paper, world):
    life = world.on_level_1()
    life.write_plan(world.today + timedelta(days=20))
    with world.as_(world.kari):
        meetings.plan_meeting(
            case=life.case, template="evaluation", starts_at=world.now + timedelta(days=20),
            place="Biblioteket", seat=world.kari.seat, now=world.now,
        )  # fmt: skip
    sheet = printed(paper, world.client_of(world.kari).get(reverse("case", args=[life.case.pk])).text)
    for words in (
        "Ola Strand", "Confidential. Printed by Kari Lund, 24. november 2026", "Ola har noen å leke med",
        "Han er med i leken to dager i uka", "Lekegruppe i storefri", "Kari Lund · man. 14. des.", "Bestemor",
        "Jeg vil ha noen å leke med.", "Evalueringsmøte", "man. 14. des. kl. 09:00, Biblioteket",
    ):  # fmt: skip
        assert words in sheet, words


@pytest.mark.parametrize("name", ["case", "plan", "meetings", "consents", "team", "plan_changes"])
def test_every_sheet_about_a_child_says_that_it_is_confidential(paper, world, name):
    case = world.a_case(at_level="1")
    sheet = printed(paper, world.client_of(world.kari).get(reverse(name, args=[case.pk])).text)
    assert "Confidential. Printed by Kari Lund" in sheet


def test_nothing_to_press_is_on_the_sheet(paper, world):
    case = world.a_case(at_level="1")
    for name in ("case", "plan"):
        printed(paper, world.client_of(world.kari).get(reverse(name, args=[case.pk])).text)
        assert paper.locator("button").count() > 1
        for press in ("nav", "button", "form", ".ds-button", "summary"):
            for each in paper.locator(press).all():
                assert not each.is_visible(), (name, press, each.inner_text())


def test_what_has_been_stopped_stands_under_a_heading_of_its_own(paper, world):
    life = world.on_level_1()
    life.write_plan(world.today + timedelta(days=20))
    case = life.case
    with world.as_(world.kari):
        stopped = measures_of(case)[0]
        measures.end_measure(measure=stopped, seen=99, seat=world.kari.seat, now=world.now)
    sheet = printed(paper, world.client_of(world.kari).get(reverse("plan", args=[case.pk])).text)
    going_on, _heading, rest = sheet.partition("Stopped measures")
    assert "Lekegruppe i storefri" in rest and "Lekegruppe i storefri" not in going_on
    assert "Add a measure" not in sheet


def test_a_sealed_sheet_says_that_it_is(paper, world):
    case = world.a_case(sealed=True)
    sheet = printed(paper, world.client_of(world.kari).get(reverse("case", args=[case.pk])).text)
    assert "The case is sealed. Guardians see nothing of it and are told nothing." in sheet
