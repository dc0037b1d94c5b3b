"""(a) A worry, a conversation, and it was nothing more: closed at level 0."""

from collections.abc import Callable

import pytest

from journeys.acts import agree_who_talks, do_next, go_on, hear, hold_today, next_is, save_as_new
from walker import Walker

pytestmark = pytest.mark.browser


def test_kari_worries_about_ola_and_it_ends_well(walker: Walker) -> None:
    case = kari_keeps_a_worry_to_herself(walker)
    per_is_told(walker, case)
    walker.be("Kari Lund")
    walker.go(case)
    they_talk_with_ola_and_his_parents(walker)
    go_on(walker, "Close after the talk", why="He plays with the others again.")
    walker.sees(f"Closed {walker.today:%-d %B %Y}", ".next-step")
    the_case_is_kept(walker, case)


def kari_keeps_a_worry_to_herself(walker: Walker) -> str:
    """Five answers at most, and the numbers to call are there before the first of them."""
    walker.be("Kari Lund")
    walker.press("Report a worry")
    walker.sees("Danger now: police 112", ".emergency")
    before = walker.answers
    walker.choose("Which child?", "Ola")
    walker.fill("What have you seen or heard?", "Ola has sat alone in every break this week.")
    walker.choose("Could it be about violence or abuse?", "No")
    walker.choose("Is it about an adult who works here?", "No")
    walker.choose("What is it about?", "School environment")
    assert walker.answers - before <= 5
    save_as_new(walker, "Save only for me")
    walker.sees("Ola has sat alone", "#timeline")
    walker.does_not_see("Per Vik", "#team")
    return walker.path


def per_is_told(walker: Walker, case: str) -> None:
    """Nobody but Kari knows of it until she shares it."""
    walker.be("Per Vik")
    walker.is_shut_out(case)
    walker.be("Kari Lund")
    walker.go(case)
    do_next(walker, "Tell the leader")
    walker.press("Share with the leader")
    walker.sees("Per Vik", "#team")
    walker.be("Per Vik")
    walker.go(case)
    walker.sees("Ola has sat alone", "#timeline")


def they_talk_with_ola_and_his_parents(walker: Walker) -> None:
    """About the school environment, so within a week; the page names each next step."""
    do_next(walker, "Agree who talks with the family")
    agree_who_talks(walker, "Kari Lund")
    walker.sees("in 7 days", ".next-step")
    do_next(walker, "Hear the child")
    hear(walker, "I want somebody to play with.")
    walker.sees("I want somebody to play with.", "#voice")
    do_next(walker, "Hold “The necessary conversation”")
    hold_today(walker, "We agree that Ola is well now.")
    walker.press("All meetings")
    walker.press("Back to the child’s page")
    next_is(walker, "Decide the way on")


def the_case_is_kept(walker: Walker, case: str) -> None:
    """Closed is not deleted: it can be found, read and opened again."""
    walker.press("Children")
    assert not walker.page.locator(f"a[href='{case}']").is_visible()
    walker.open(walker.called("Open cases"))
    walker.press("Open and closed")
    walker.leave_by(walker.page.locator(f"a[href='{case}']"))
    walker.sees("He plays with the others again.", "#timeline")
    walker.press("Open again")
    walker.fill("Why?", "He sits alone again.")
    walker.press("Open again", within="main")
    next_is(walker, "Agree who talks with the family")


def test_what_was_written_by_mistake_says_so_and_stays(screen: Callable[..., Walker]) -> None:
    kari = screen("desk")
    case = kari_keeps_a_worry_to_herself(kari)
    kari.press("Registered in error")
    kari.press("Register in error")
    kari.sees("This needs another look")
    kari.fill("Why?", "It was about another Ola.")
    kari.press("Register in error")
    kari.sees(f"Registered in error {kari.today:%-d %B %Y}", ".next-step")
    assert kari.path == case
    kari.sees("Ola has sat alone", "#timeline")
    kari.sees("It was about another Ola.", "#timeline")
