"""When a case ends: what was still to come, and who comes too late."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.moves import services as moves
from running import part

SEEN = "Those of the family who were asked see it on their page."


@pytest.mark.parametrize("how", ["closed", "aftercare", "in error"])
def test_when_the_case_ends_the_meetings_to_come_are_called_off(world, how):
    """Nobody could call them off any more, and the family would come."""
    life = world.on_level_1()
    world.make_ready(life, "1")
    meeting = life.plan_meeting("evaluation", world.now + timedelta(days=5))
    if how == "in error":
        with world.as_(world.kari):
            moves.register_in_error(case=life.case, reason="Det går bra nå.", **world.by(world.kari))
    else:
        life.go("effect_close", how, "Det går bra nå.")
    with world.as_(world.kari):
        meeting.refresh_from_db()
        assert meeting.cancelled_at and meeting.minutes == "Det går bra nå."


def test_whoever_ends_a_case_reads_first_which_meetings_are_called_off(world, kari):
    world.in_english(world.kari)
    life = world.on_level_1()
    world.make_ready(life, "1")
    life.plan_meeting("evaluation", world.now + timedelta(days=5))

    def page(name, *way):
        return kari.get(reverse(name, args=[life.case.pk, *way])).text

    ends, in_error = page("exit", "effect_close"), page("in_error")
    for each in (ends, in_error):
        assert "meetings are called off: Evaluation meeting, Sun 29 Nov 09:00. Laget sends no" in each
    assert SEEN in ends and SEEN not in in_error
    goes_on = page("exit", "continue")
    assert "Confirm" in goes_on and "called off" not in goes_on
    life.seal("Det kan være vold.")
    sealed = page("in_error")
    assert "these meetings are called off" in sealed and "Laget sends no message" not in sealed


def test_a_case_that_has_ended_asks_nobody_to_a_meeting_that_nobody_said_was_held(world):
    life = world.on_level_1()
    world.make_ready(life, "1")
    life.plan_meeting("evaluation", life.at + timedelta(hours=2))
    life.at += timedelta(days=1)
    kari = world.client_of(world.kari)

    def said_of_meetings():
        return part(kari.get(reverse("case", args=[life.case.pk])).text, 'id="meetings"', "</section>")

    assert "kl." in said_of_meetings()
    life.go("effect_close", "closed", "Det går bra nå.")
    assert "kl." not in said_of_meetings()


def test_who_comes_too_late_with_a_way_on_is_told_so_on_the_childs_page(world):
    life = world.a_life()
    life.worry(share=True)
    world.make_ready(life, "0")
    late, kari = reverse("exit", args=[life.case.pk, "level_1"]), world.client_of(world.kari)
    assert kari.get(late).status_code == 200
    life.go("close", "closed", "Det går bra nå.")
    sent = kari.post(late, {"form_key": uuid4(), "target": "level 1"}, follow=True)
    assert "The case has moved on, and this way is not open any more." in sent.text
    assert kari.get(reverse("exit", args=[life.case.pk, "nowhere"])).status_code == 404


@pytest.mark.parametrize("level", ["0", "1", "2", "3"])
def test_the_road_of_a_case_that_has_ended_shows_as_done_what_was_done(world, level):
    """Where she has opened it again, that is to be done anew."""
    case = world.a_case(at_level=level, closed=True)
    kari = world.client_of(world.kari)

    def said_of_the_steps():
        there = part(kari.get(reverse("case", args=[case.pk])).text, "road-list", "</details>")
        return re.findall(r'<li[^>]*>[^<]* <span class="quiet">(\w+)', part(there, f"<b>{level} ", "</ol>"))

    assert said_of_the_steps() == ["done"] * (5 if level == "3" else 4)
    kari.post(reverse("reopen", args=[case.pk]), {"form_key": uuid4(), "reason": "Det er vanskelig igjen."})
    assert "done" not in said_of_the_steps()[-2:]


def test_what_was_true_when_a_case_ended_is_true_of_it_years_later(world):
    """Also that all had said yes to a service, and that somebody of it took part."""
    before = world.facts(world.a_case(at_level="2", ready=True, child=world.ola))
    case = world.a_case(at_level="2", closed=True)
    world.set_clock(world.now + timedelta(days=3 * 365))
    assert set(world.facts(case)) == set(before) > {"consent_given", "service_joined.health"}
    with world.as_(world.kari):
        moves.register_in_error(case=case, reason="Feil barn", **world.by(world.kari))
    assert set(world.facts(case)) == set(before)


@pytest.mark.parametrize("closed", [False, True])
def test_nobody_is_asked_to_register_a_case_that_has_ended_as_a_mistake(world, kari, closed):
    world.in_english(world.kari)
    world.a_case(days_ago=50)
    later = world.a_case(closed=closed)
    page = kari.get(reverse("case", args=[later.pk])).text
    assert "There is another case about this child" in page
    assert ("register this one as a mistake" in page) is not closed


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("evaluate", "child_view"),
        ("plan_behind", "needs"),
        ("plan_goal_new", "sign"),
        ("plan", "text"),
        ("invite", "asks"),
        ("baton_offer", "must_know"),
    ],
)
def test_what_was_written_while_another_ended_the_case_stands_there_to_be_copied(world, kari, page, name):
    case = world.a_case(at_level="1", closed=True)
    to = {"seat": world.amir.seat.pk, "family_told": "yes", "service": world.services["ppt"].pk}
    late = kari.post(
        reverse(page, args=[case.pk]), {"form_key": uuid4(), "version": "1", **to, name: "Hun gleder seg."}
    )
    assert late.status_code == 422
    assert re.search("You wrote:</h2>[^/]*Hun gleder seg.", late.text)


def test_the_plan_of_a_case_that_has_ended_asks_nobody_for_a_second_look(world, kari):
    at_work, ended = world.a_case(at_level="1", ready=True), world.a_case(at_level="1", closed=True)
    looks = ['id="looks"' in kari.get(reverse("plan", args=[case.pk])).text for case in (at_work, ended)]
    assert looks == [True, False]
