"""(c) It may be violence: sealed at once, and nothing of it ever reaches the guardians."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from journeys.acts import do_next, note_fact, report
from walker import Walker, with_scripts_at_the_desk
from world import World

pytestmark = pytest.mark.browser

FAMILY = re.compile(r"Mona|Frank")
PLACES = (
    "", "/stop", "/plan", "/plan/behind", "/evaluate", "/evaluated", "/meetings", "/voice", "/note",
    "/leader", "/consents", "/baton", "/baton/answer", "/violence", "/reopen", "/error", "/join",
    "/answered-wrong", "/facts/called", "/exits/close",
)  # fmt: skip


@with_scripts_at_the_desk
def test_nothing_reaches_the_guardians(walker: Walker) -> None:
    walker.be("Kari Lund")
    case = report(walker, "He says it hurts where dad hit him.", about="At home", violence="Yes, or maybe")
    the_stop_page_comes_first(walker)
    no_way_leads_to_the_guardians(walker, case)
    the_tasks_are_done(walker, case)
    mona_finds_nothing(walker, case)


def the_stop_page_comes_first(kari: Walker) -> None:
    kari.reads("Stop. Do not speak with the guardians about this now.")
    for number in ("112", "00123456", "00123457"):
        assert kari.page.locator(f"main a[href='tel:{number}']").count() == 1
    kari.press("Go on")
    kari.sees("The case is sealed.", ".sealed-banner")
    kari.sees("Protect the child", "#ways")


def the_tasks_are_done(kari: Walker, case: str) -> None:
    kari.go(case)
    do_next(kari, "Call the police or child welfare")
    note_fact(kari, "Child welfare, at a quarter past nine. They come.")
    do_next(kari, "Write down the child's own words")
    note_fact(kari, "He hits me when I spill.")
    do_next(kari, "See to it that child welfare gets a report")
    kari.fill("Which day?", kari.today)
    kari.press("Save")
    do_next(kari, "Think of the siblings")
    note_fact(kari, "A little sister. I told them.")
    kari.sees("Decide the way on", ".next-step")


def no_way_leads_to_the_guardians(kari: Walker, case: str) -> None:
    """Every link of the child's page, and every link of the pages it leads to."""
    kari.go(case)
    seen, waiting = set(), ways_from(kari, case)
    while waiting:
        way = waiting.pop()
        seen.add(way)
        kari.go(way)
        assert not FAMILY.search(kari.page.locator("body").inner_text()), way
        waiting |= ways_from(kari, case) - seen
    assert {f"{case}/plan", f"{case}/meetings", f"{case}/stop"} <= seen
    assert not [way for way in seen if "consents" in way]
    kari.is_shut_out(f"{case}/consents")


def ways_from(kari: Walker, case: str) -> set[str]:
    hrefs = kari.page.locator(f"a[href^='{case}']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    return {href.split("#")[0] for href in hrefs}


def mona_finds_nothing(mona: Walker, case: str) -> None:
    mona.be("Mona Strand")
    mona.sees("There is no plan here to show you.")
    mona.does_not_see("Ola")
    for place in PLACES:
        mona.is_shut_out(case + place)


def test_what_was_shared_with_the_family_is_gone_in_the_same_moment(
    screen: Callable[..., Walker], world: World
) -> None:
    life = world.on_level_1()
    life.write_plan(world.today + timedelta(days=20))
    life.plan_meeting("evaluation", world.now + timedelta(days=20))
    kari, mona = screen("desk"), screen("phone")
    mona.be("Mona Strand")
    mona.sees("Ola har noen å leke med")
    mona.sees("Next meeting: Evaluation meeting")
    kari.be("Kari Lund")
    kari.go(f"/cases/{life.case.pk}")
    kari.press("Suspicion of violence")
    kari.fill("Why?", "He says that he is hit.")
    kari.press("Seal the case")
    kari.reads("Stop.")
    mona.go("/family")
    mona.sees("There is no plan here to show you.")
    mona.does_not_see("Ola")
    kari.press("Go on")
    kari.press("All meetings")
    kari.press("Evaluation meeting")
    kari.sees("This meeting must not be held")
    kari.is_shut_out(f"/cases/{life.case.pk}/consents")
