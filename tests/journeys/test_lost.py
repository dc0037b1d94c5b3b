"""What somebody has written survives a session that ends and a page that is closed."""

from collections.abc import Callable

import pytest

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
    walker.press("Save and share with my leader")
    sign_in_again(walker)
    walker.sees("He waits at the gate every morning.", "#timeline")
    assert cases_listed(walker) == before + 1


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
