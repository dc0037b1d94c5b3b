"""What the language promises, read on the pages of a case on a small pathway: people and answers.

Several pathways, tracks and subjects have tests of their own.
"""

import pytest
from django.urls import reverse

from laget.moves.services import Refused
from running import part

# 8. Transitions by lasting or silence.


def test_what_lasts_is_proposed_to_the_one_who_decides(begun):
    case = begun("08-lasting")
    assert "Nothing has happened for four weeks" not in case.today("per")
    case.days_go_by(28)
    assert "Nothing has happened for four weeks" in case.today("per")
    shown = case.page("per")
    assert "Is the case over?" in shown
    assert reverse("exit", args=[case.life.case.pk, "close"]) in shown
    assert reverse("decline", args=[case.life.case.pk, "quiet"]) in shown
    assert "It is for the leader to decide." in case.page("kari")


# 9. What forbids things.


def test_a_sealed_case_is_never_sent_to_the_guardians(begun):
    case = begun("14-answers", violence=True)
    shown = case.page()
    assert "The case is sealed." in shown
    assert "Protect the child" in shown
    for closed in ("Ask the family about the log", "Mona", "Frank", "/consents"):
        assert closed not in shown
    assert case.page("kari", "fact", "log_consent") == "404"
    with pytest.raises(Refused):
        case.record("log_consent", answer="yes")


def test_a_sealed_case_has_only_the_protecting_way(begun):
    shown = begun("09-protections", violence=True).page()
    assert "Call the police or child welfare" in shown
    assert "Handed over" in shown
    assert "Talk" not in shown


def test_an_adult_here_is_told_to_those_inside_and_nobody_else(begun, world):
    case = begun("09-protections", about=world.amir.person)
    assert "Amir" in case.page()
    assert "Look into what the adult did" in case.page()
    assert case.page("amir") == "404"


# 10. Variants.


def test_a_variant_stands_in_its_own_words_on_the_page_and_in_the_list(begun, world):
    case = begun("10-variants", ("service.kindergarten", "service.school"))
    assert "Visit the family at home" in case.page()
    assert "Visit the family at home" in world.client_of(world.kari).get(reverse("cases")).text


# 12. Side by side.


def test_what_may_be_done_side_by_side_stands_as_such(begun):
    ways = part(begun("12-side-by-side").page(), 'id="ways"')
    assert "Now" in part(ways, ">B, beside A<", "</li>")
    assert "Now" in part(ways, ">A<", "</li>")


# 13. Actors.


def test_whoever_holds_it_is_called_as_the_level_says_and_the_law_is_named(begun):
    case = begun("13-roles")
    case.life.hear("Jeg vil ha noen å leke med.")
    case.send("kari", "exit", "on", target="level 1")
    case.send("kari", "baton_take")
    assert "planholder" in case.page()
    case.send("kari", "exit", "on_to_2", target="level 2")
    assert "child coordinator" in case.page()
    held = case.page("kari", "baton")
    assert "The family is entitled to one." in held
    assert "It rests on: Helse- og omsorgstjenesteloven § 7-2." in held


def test_when_a_body_meets_next_stands_where_the_meeting_is_planned(begun, world):
    case = begun("13-bodies")
    address = reverse("meetings", args=[case.life.case.pk]) + "?template=discuss&hold=yes"
    asked = world.client_of(world.kari).get(address).text
    assert "Health, school and child welfare." in asked
    assert "It meets next: tir. 1. des." in asked
    assert 'value="2026-12-01"' in asked


def test_somebody_else_looks_before_the_end(begun):
    case = begun("13-a-third-person")
    case.send("per", "fact", "contact", named_seat=case.world.kari.seat.pk)
    assert "It is your turn." in case.page("kari") and "It is now Kari Lund’s turn." in case.page("per")
    case.life.hear("Jeg vil ha noen å leke med.")
    link = reverse("look_before", args=[case.life.case.pk, "end"])
    assert link not in case.page("kari", "exit", "end") + case.page("kari")
    assert "Somebody else looks before: End. It is for the leader." in case.page("kari", "exit", "end")
    assert link in case.page("per", "exit", "end")
    assert "I have looked" in case.page("per", "look_before", "end")
    assert case.page("kari", "look_before", "end") == "404"
    case.send("per", "look_before", "end", reason="Jeg har snakket med dem.")
    assert "Looked at before: End" in case.page()
    assert "Confirm" in case.page("kari", "exit", "end")


# 14. Typed facts, and a way on when refused.


def test_a_no_leads_on(begun):
    case = begun("14-answers")
    asked = case.page("kari", "fact", "log_consent")
    assert "Do they say yes to a log?" in asked
    case.send("kari", "fact", "log_consent", answer="no")
    assert "How do we go on?" in case.page()
    asked = case.page("kari", "fact", "how")
    assert "Without a name" in asked
    case.send("kari", "fact", "how", answer="anonymous")
    assert "Confirm" in case.page("kari", "exit", "without")
    assert "Not yet. This is still missing:" in case.page("kari", "exit", "log")
    timeline = part(case.page(), 'id="timeline"')
    assert "The family has answered about the log: Nei" in timeline  # Django itself knows this word
    assert "Chosen how to go on: Without a name" in timeline


# 15. Forms and tools.


def test_a_form_is_filled_in_and_a_tool_says_when_its_link_was_checked(begun):
    case = begun("15-forms")
    tools = part(case.page(), "Tools for this step", "</ul>")
    assert "Absence plan" in tools
    assert "To fill in" in tools
    assert "https://example.no/absence" in tools
    assert "(example.no)" in tools and "Checked 1. august 2026." in tools
    asked = case.page("kari", "form", "absence_plan")
    assert "In the child&#39;s own words, if you can." in asked
    said = {"answer-why": "Han er redd.", "answer-where": "home", "based_on": 0}
    case.send("kari", "form", "absence_plan", **said)
    assert "Han er redd." in case.page("per", "form_seen", "absence_plan")
    assert "Look at how the class works" in case.page()
