"""Today shows each what they can do, and the leader what nobody else will."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laget.consents import services as consents
from laget.handovers import services as baton
from own_pathways import published
from todays import (
    NEEDS_ME,
    WAITING,
    another_child,
    at_level_1,
    leads_to,
    part_of,
    row_of,
    stands,
    today,
)


def test_the_holders_step_is_the_holders(world):
    case = at_level_1(world, holder=world.amir)
    assert stands(world, world.amir, case) == NEEDS_ME
    for other in (world.kari, world.per):
        assert stands(world, other, case) == WAITING
        assert leads_to(world, other, case) == reverse("case", args=[case.pk])


def test_the_teams_step_is_the_holders_too(world):
    life = world.on_level_1()
    life.hear("Jeg vil ha noen å leke med.")
    life.hold(life.plan_meeting("start_meeting", life.at + timedelta(hours=1)), "Vi ble enige.")
    life.write_plan(world.today + timedelta(days=60))
    life.begin_measures()
    life.plan_meeting("evaluation", world.now + timedelta(days=60))
    assert reverse("fact", args=[life.case.pk, "interviewer_named"]) in today(world, world.kari)
    assert stands(world, world.kari, life.case) == NEEDS_ME
    for other in (world.amir, world.per):
        assert stands(world, other, life.case) == WAITING


def test_a_baton_that_nobody_holds_lies_with_the_leader(world):
    case = at_level_1(world)
    shown = today(world, world.per)
    assert "Nobody holds the baton. Decide who does." in shown
    assert part_of(shown, case) == (NEEDS_ME, reverse("baton", args=[case.pk]))
    assert stands(world, world.kari, case) == WAITING


def test_when_the_holder_has_left_the_leader_is_told_and_has_one_next_step(world):
    case = at_level_1(world, holder=world.amir)
    world.leaves_work(world.amir)
    shown = today(world, world.per)
    assert "Amir Haddad cannot see the case any more. Decide who holds the baton." in shown
    assert part_of(shown, case) == (NEEDS_ME, reverse("baton", args=[case.pk]))
    assert shown.count(str(case.pk)) == 1
    assert "cannot see the case any more" not in today(world, world.kari)


def test_when_an_offer_has_waited_too_long_the_leader_is_told(world):
    case = at_level_1(world, holder=world.kari)
    with world.as_(world.kari):
        baton.offer(
            case=case, to_seat=world.amir.seat, must_know="", family_told=True, seat=world.kari.seat,
            now=world.now,
        )  # fmt: skip
    assert stands(world, world.per, case) == WAITING
    world.set_clock(world.now + timedelta(days=8))
    assert "Amir Haddad has not answered. Decide who holds the baton." in today(world, world.per)
    assert stands(world, world.kari, case) == NEEDS_ME


def test_where_nobody_must_hold_it_the_leader_is_told_of_no_baton(world):
    case = world.a_case()
    shown = today(world, world.per)
    assert "baton" not in shown
    assert stands(world, world.per, case) == WAITING
    assert stands(world, world.kari, case) == NEEDS_ME


def test_the_leaders_step_is_the_leaders(world):
    """About the kindergarten, so the leader looks into it before anybody talks with the family."""
    published(world, ('services = ["kindergarten", "health", "ppt"]', ""))
    life = world.a_life()
    life.story = replace(life.story, category="kindergarten_environment")
    life.worry(share=True)
    life.record("contact_named", named="Kari Lund")
    assert stands(world, world.per, life.case) == NEEDS_ME
    assert stands(world, world.kari, life.case) == WAITING


def test_what_an_author_who_has_left_did_not_do_is_the_leaders(world):
    case = world.a_case()
    assert stands(world, world.per, case) == WAITING
    world.leaves_work(world.kari)
    assert stands(world, world.per, case) == NEEDS_ME


def test_a_deputy_in_the_team_on_another_basis_is_told_as_a_leader(world):
    case = at_level_1(world, holder=world.marte)
    with world.as_(world.marte):
        baton.offer(
            case=case, to_seat=world.amir.seat, must_know="", family_told=True, seat=world.marte.seat,
            now=world.now,
        )  # fmt: skip
    with world.as_(world.amir):
        baton.accept(case=case, seat=world.amir.seat, now=world.now)
    world.leaves_work(world.amir)
    assert "Amir Haddad cannot see the case any more" in today(world, world.marte)


def test_what_others_do_does_not_fill_the_leaders_day(world):
    for number in range(5):
        world.a_case(child=another_child(world, number))
    shown = today(world, world.per)
    assert "Nothing is urgent." in shown
    assert shown.index("More that waits for others") < shown.index("O.5")


def asked(world, who):
    client = world.client_of(who)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse("today")).status_code == 200
    return [query["sql"] for query in seen]


@pytest.mark.parametrize("who", ["kari", "per"])
def test_many_cases_cost_as_many_questions_as_one(world, who):
    who = getattr(world, who)

    def another(number):
        case = world.a_case(at_level="1", child=another_child(world, number))
        with world.as_(world.kari):
            baton.offer(
                case=case, to_seat=world.per.seat, must_know="", family_told=True, seat=world.kari.seat,
                now=world.now,
            )  # fmt: skip

    another(0)
    few = asked(world, who)
    for number in range(1, 6):
        another(number)
    many = asked(world, who)
    assert len(many) == len(few), many
    assert len(few) <= 16, few


def test_a_child_in_danger_needs_everybody_who_knows(world):
    case = world.a_case(sealed=True, shared=True)
    assert stands(world, world.kari, case) == stands(world, world.per, case) == NEEDS_ME


def test_whoever_seals_a_case_is_told_to_call(world):
    """SIRI, in on the parents' yes, stays by law when she seals: hers it is to report."""
    case = world.a_case(at_level="2")
    sent = {"form_key": uuid4(), "reason": "Blåmerker."}
    assert world.client_of(world.siri).post(reverse("seal", args=[case.pk]), sent).status_code == 302
    for who in (world.siri, world.kari):
        row = row_of(today(world, who), case)
        assert "Ring politiet eller barnevernet" in row and "Do it now" in row, row


def test_a_day_on_today_says_what_it_is_for_where_the_title_says_something_else(world):
    """KARI is to agree on who talks with the family; the day that counts is the talk's."""
    life = world.a_life(days_ago=10)
    life.worry(share=True)
    row = row_of(today(world, world.kari), life.case)
    assert row.startswith("in 11 days") and "Avtal hvem som snakker med familien" in row
    assert "The deadline is for: Hold “Den nødvendige samtalen”" in row
    life.record("contact_named", named="Kari Lund")
    life.hear("Jeg vil ha noen å leke med.")
    row = row_of(today(world, world.kari), life.case)
    assert row.startswith("in 11 days") and "Hold “Den nødvendige samtalen”" in row
    assert "The deadline is for" not in row


def test_whoever_the_law_lets_in_is_not_asked_to_report_to_themselves(world):
    case = world.a_case(sealed=True, shared=True)
    with world.as_(world.per):
        consents.let_in_by_law(
            case=case, to_seat=world.siri.seat, reason="Bvl § 13-4", seat=world.per.seat, now=world.now
        )
    asked = reverse("fact", args=[case.pk, "called"])
    assert asked in today(world, world.kari) and asked in today(world, world.per)
    assert leads_to(world, world.siri, case) == reverse("case", args=[case.pk])


def test_whoever_works_in_no_case_is_told_why_nothing_stands_here(world):
    why, page = "As BTI-koordinator you see no child and no case.", today(world, world.ailin)
    assert why in page and why not in today(world, world.kari)
    assert (
        "Laget rundt barnet, nivå 0 til 3, version 1, valid from" in page
        and "has no figures of the municipality yet" in page
    )
    assert f'href="{reverse("worry")}">Whom to call and tell' in page and reverse("cases") not in page
