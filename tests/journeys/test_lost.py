"""What somebody has written survives a session that ends and a page that is closed."""

from collections.abc import Callable
from time import monotonic

import pytest
from playwright.sync_api import expect

from walker import Walker

pytestmark = pytest.mark.browser


def test_a_worry_survives_a_lost_session_and_is_saved_once(walker: Walker) -> None:
    walker.be("Kari Lund")
    before = cases_listed(walker)
    walker.press("Report a worry")
    walker.choose("Which child?", "Ola")
    walker.fill("What have you seen or heard?", "He waits at the gate every morning.")
    walker.choose("Could it be about violence or abuse?", "No")
    walker.choose("Is it about an adult who works here?", "No")
    walker.page.context.clear_cookies()
    walker.press("Save and share with the leader there")
    sign_in_again(walker)
    if walker.page.locator("[name=belongs]").count():
        walker.press("Open a new case")
    walker.sees("He waits at the gate every morning.", "#timeline")
    assert cases_listed(walker) == before + 1


def test_back_from_what_came_back_sends_nothing_and_shows_no_fault(screen: Callable[..., Walker]) -> None:
    """All the way to the form where it began, there is a page each time."""
    kari = screen("phone")
    kari.be("Kari Lund")
    kari.press("Report a worry")
    kari.choose("Which child?", "Ola")
    kari.fill("What have you seen or heard?", "He waits at the gate every morning.")
    kari.choose("Could it be about violence or abuse?", "No")
    kari.choose("Is it about an adult who works here?", "No")
    kari.page.context.clear_cookies()
    kari.press("Save and share with the leader there")
    sign_in_again(kari)
    if kari.page.locator("[name=belongs]").count():
        kari.press("Open a new case")
    kept = cases_listed(kari)
    kari.page.go_back()
    while kari.page.go_back() and kari.path != "/worry":
        kari.reads("Hello, Kari.")
    kari.reads("What worries you?")
    assert cases_listed(kari) == kept


def sign_in_again(walker: Walker) -> None:
    """Before the sign-in nobody knows which language one reads: here a button is known by its place."""
    walker.leave_by(walker.page.locator("main form button"))
    walker.enter_as("Kari Lund")
    walker.sees("He waits at the gate every morning.", "main")
    walker.leave_by(walker.page.locator("main form button"))


def cases_listed(walker: Walker) -> int:
    walker.press("Children")
    return walker.page.locator("main td a").count()


def test_what_was_begun_is_there_when_the_form_is_opened_again(screen: Callable[..., Walker]) -> None:
    kari = screen("phone")
    kari.be("Kari Lund")
    kari.press("Report a worry")
    with kari.page.expect_response("**/drafts/worry"):
        kari.fill("What have you seen or heard?", "He waits at the gate")
        kari.page.keyboard.press("Tab")
    kari.sees("Draft kept", ".saved")
    kari.go("/")
    kari.press("Report a worry")
    assert kari.field("What have you seen or heard?").input_value() == "He waits at the gate"


SEEN = "What have you seen or heard?"


@pytest.fixture
def writing(screen: Callable[..., Walker]) -> Walker:
    """KARI, in the middle of a sentence; what she has begun before is gone."""
    kari = screen("phone")
    kari.be("Kari Lund")
    kari.press("Report a worry")
    kari.fill(SEEN, "")
    kari.field(SEEN).press_sequentially("He waits at the g")
    return kari


def begun(kari: Walker) -> str:
    return kari.field(SEEN).input_value()


@pytest.mark.parametrize("choice", ["Dark", "Nynorsk"])
def test_another_language_or_colour_loses_no_word(writing: Walker, choice: str) -> None:
    writing.leave_by(writing.page.get_by_role("button", name=choice))
    assert writing.page.locator("textarea").first.input_value() == "He waits at the g"
    assert writing.page.locator("footer [aria-current]", has_text=choice).count() == 1


def test_nor_does_leaving_at_once(writing: Walker) -> None:
    """By the address, so that no field is left first."""
    writing.go("/")
    writing.press("Report a worry")
    assert begun(writing) == "He waits at the g"


def test_it_is_kept_when_the_keys_have_rested(writing: Walker) -> None:
    started = monotonic()
    expect(writing.page.locator(".saved")).to_contain_text("Draft kept")
    assert monotonic() - started < 8
    assert writing.field(SEEN).evaluate("field => field === document.activeElement")


def test_what_is_thrown_away_stays_away(writing: Walker) -> None:
    writing.press("Today")
    writing.press("Report a worry")
    writing.field(SEEN).press_sequentially("ate")
    writing.press("Throw the draft away")
    writing.press("Today")
    writing.press("Report a worry")
    assert begun(writing) == ""
