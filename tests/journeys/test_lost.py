"""What somebody has written survives a session that ends and a page that is closed."""

from collections.abc import Callable

import pytest

from walker import Walker

pytestmark = pytest.mark.browser


def test_a_worry_survives_a_lost_session_and_is_saved_once(walker: Walker) -> None:
    walker.be("Kari Lund")
    walker.press("Report a worry")
    walker.choose("Which child?", "Ola")
    walker.fill("What have you seen or heard?", "He waits at the gate every morning.")
    walker.choose("Could it be about violence or abuse?", "No")
    walker.page.context.clear_cookies()
    walker.press("Save and see the next step")
    sign_in_again(walker)
    walker.sees("He waits at the gate every morning.", "#timeline")
    saved = walker.path
    walker.page.go_back()
    walker.press("Send what I had written")
    assert walker.path == saved


def sign_in_again(walker: Walker) -> None:
    """Nobody knows which language a stranger reads, so here the buttons are known by their place."""
    walker.page.locator("main form button").click()
    walker.sign_in_as("Kari Lund")
    walker.reads("Welcome back. Nothing is lost.")
    walker.press("Send what I had written")


def test_what_was_begun_is_there_when_the_form_is_opened_again(screen: Callable[..., Walker]) -> None:
    kari = screen("phone")
    kari.be("Kari Lund")
    kari.press("Report a worry")
    with kari.page.expect_response("**/drafts/worry"):
        kari.fill("What have you seen or heard?", "He waits at the gate")
        kari.page.keyboard.press("Tab")
    kari.sees("Saved", ".saved")
    kari.go("/")
    kari.press("Report a worry")
    assert kari.field("What have you seen or heard?").input_value() == "He waits at the gate"
