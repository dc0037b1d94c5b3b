"""(a) A worry, a conversation, and it was nothing more: closed at level 0."""

import pytest
from walker import Walker

pytestmark = pytest.mark.browser


def report(walker: Walker, text: str, *, violence: str = "No", category: str = "Skolemiljø") -> str:
    """Kari writes a worry about Ola. Gives the address of the child's page."""
    walker.be("Kari Lund")
    walker.press("Report a worry")
    walker.choose("Which child?", "Ola")
    walker.fill("What have you seen or heard?", text)
    walker.choose("Could it be about violence or abuse?", violence)
    if category:
        walker.choose("What is it about?", category)
    walker.press("Save and see the next step")
    return walker.path


def test_kari_worries_about_ola_and_it_ends_well(walker: Walker) -> None:
    case = report(walker, "Ola sits alone in every break this week.", category="School environment")
    walker.sees("Ola")
    walker.be("Per Vik")
    walker.go(case)
    walker.sees("sits alone")
