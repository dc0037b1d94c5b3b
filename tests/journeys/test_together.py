"""Two at once, and the same thing twice: nothing is lost, and nothing happens two times."""

from collections.abc import Callable

import pytest

from walker import Walker
from world import World

pytestmark = pytest.mark.browser


def test_kari_and_per_write_in_the_same_plan(
    screen: Callable[..., Walker], world: World, scripts: bool
) -> None:
    case = f"/cases/{world.a_case(at_level='1').pk}"
    kari, per = screen("desk", scripts=scripts), screen("phone", scripts=scripts)
    for walker, name in ((kari, "Kari Lund"), (per, "Per Vik")):
        walker.be(name)
        walker.go(f"{case}/plan/behind")
    per.fill("What may lie behind?", "He is new in the class.")
    per.fill("What does the child need?", "Somebody who asks him.")
    per.press("Save")
    kari.fill("What may lie behind?", "He is shy.")
    kari.press("Save")
    kari.reads("Per Vik wrote here at the same time as you")
    kari.sees("He is new in the class.", "main")
    kari.open("Change yours before you save")
    kari.fill("What may lie behind?", "He is shy, and new in the class.")
    kari.press("Save", within="main form")
    kari.sees("Choose what is to stand.")
    kari.choose("What may lie behind?", "Yours")
    kari.press("Save", within="main form")
    kari.reads("The plan")
    kari.sees("He is shy, and new in the class.", "#behind")
    kari.sees("Somebody who asks him.", "#behind")


def test_a_worry_sent_with_a_double_click_is_one_worry(
    screen: Callable[..., Walker], world: World, scripts: bool
) -> None:
    kari = screen("phone", scripts=scripts)
    kari.be("Kari Lund")
    before = cases_of(kari)
    a_worry_is_filled_in(kari)
    kari.pressable("Save and share with the leader there").dblclick()
    if before:
        kari.reads("You are already in a case about Ola Strand")
        kari.pressable("Open a new case").dblclick()
    kari.page.wait_for_url("**/cases/*")
    assert len(cases_of(kari)) == len(before) + 1


def test_back_after_sending_finds_no_words_to_send_again(
    screen: Callable[..., Walker], scripts: bool
) -> None:
    kari = screen("desk", scripts=scripts)
    kari.be("Kari Lund")
    before = cases_of(kari)
    a_worry_is_filled_in(kari, violence="Yes, or maybe")
    kari.press("Save and share with the leader there")
    kari.page.go_back()
    kari.press("Save and share with the leader there")
    kari.sees("This needs another look")
    assert len(cases_of(kari)) == len(before) + 1


def a_worry_is_filled_in(kari: Walker, violence: str = "No") -> None:
    kari.press("Report a worry")
    kari.choose("Which child?", "Ola")
    kari.fill("What have you seen or heard?", "He was alone today.")
    kari.choose("Could it be about violence or abuse?", violence)
    kari.choose("Is it about an adult who works here?", "No")


def cases_of(kari: Walker) -> list[str]:
    kari.go("/cases")
    return kari.page.locator("main td a[href^='/cases/']").all_inner_texts()
