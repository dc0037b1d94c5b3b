"""A talk that was held before anybody began to wonder is asked about, and never counted silently."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from laget.meetings import services

ASKED = "Correct the day, or tick that it was about this worry."
HELD = "held.conversation"


def writes_down(world, case, day, **more):
    """A talk that was held already."""
    said = {"template": "conversation", "day": day.isoformat(), "held": "on", "who_came": "yes"}
    said |= {"child_part": "no", "seats": [str(world.kari.seat.pk)], "form_key": str(uuid4())} | more
    said |= {"purpose": "Om leken i storefri", "without_guardians": "on"}
    return world.client_of(world.kari).post(reverse("meeting_plan", args=[case.pk]), said)


def test_a_talk_from_before_the_worry_arose_is_asked_about_and_the_words_are_kept(world, worry):
    asked = writes_down(world, worry, worry.wonder_on - timedelta(days=3))
    assert asked.status_code == 422 and ASKED in asked.text and "Om leken i storefri" in asked.text
    assert 'name="about_this"' in asked.text
    assert HELD not in world.facts(worry)


def test_with_the_tick_it_counts(world, worry):
    assert writes_down(world, worry, worry.wonder_on - timedelta(days=3), about_this="on").status_code == 302
    assert HELD in world.facts(worry)


def test_on_the_day_itself_or_later_nothing_is_asked(world, worry):
    assert writes_down(world, worry, worry.wonder_on).status_code == 302
    assert HELD in world.facts(worry)


def test_a_planned_meeting_that_is_said_to_have_been_held_before_is_asked_about_too(world, worry):
    with world.as_(world.kari):
        planned = services.plan_meeting(
            case=worry, template="conversation", starts_at=world.now, seat=world.kari.seat, now=world.now
        )
    client, address = world.client_of(world.kari), reverse("meeting_held", args=[worry.pk, planned.pk])
    said = {
        "held_on": (worry.wonder_on - timedelta(days=1)).isoformat(),
        "all_came": "on",
        "without_guardians": "on",
    }
    asked = client.post(address, said | {"form_key": str(uuid4())})
    assert asked.status_code == 422 and ASKED in asked.text and 'name="about_this"' in asked.text
    assert HELD not in world.facts(worry)
    assert client.post(address, said | {"about_this": "on", "form_key": str(uuid4())}).status_code == 302
    assert HELD in world.facts(worry)
