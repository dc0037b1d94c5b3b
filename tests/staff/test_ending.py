"""When a case ends: what was still to come, and who comes too late."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from running import part


def test_when_the_case_ends_the_meetings_to_come_are_called_off(world):
    life = world.a_life()
    life.worry(share=True)
    world.make_ready(life, "0")
    meeting = life.plan_meeting("conversation", world.now + timedelta(days=5))
    life.go("close", "closed", "Det går bra nå.")
    with world.as_(world.kari):
        meeting.refresh_from_db()
        assert meeting.cancelled_at and meeting.minutes == "Det går bra nå."


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


@pytest.mark.parametrize("level", ["0", "1"])
def test_the_road_of_a_case_that_has_ended_shows_as_done_what_was_done(world, level):
    """Where she has opened it again, that is to be done anew."""
    case = world.a_case(at_level=level, closed=True)
    kari = world.client_of(world.kari)

    def said_of_the_steps():
        there = part(kari.get(reverse("case", args=[case.pk])).text, "road-list", "</details>")
        return re.findall(r'<li[^>]*>[^<]* <span class="quiet">(\w+)', part(there, f"<b>{level} ", "</ol>"))

    assert said_of_the_steps() == ["done"] * 4
    kari.post(reverse("reopen", args=[case.pk]), {"form_key": uuid4(), "reason": "Det er vanskelig igjen."})
    assert "done" not in said_of_the_steps()[-2:]
