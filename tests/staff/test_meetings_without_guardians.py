"""A meeting for the guardians that was held without any is asked about; who was forgotten is added."""

from datetime import timedelta

import pytest

from access.raw import DENIED, TAKEN, attempt
from laget.foundation.ids import uuid7
from laget.meetings.models import Attendee
from laget.ops import scratch
from laget.people.models import Child
from meeting_forms import DAY, a_plan, now_in, planned, sent
from pages import address
from subjects import begun, own_account, young_from

ASKED = "No guardian was there."
HELD = "held.conversation"


def post(world, name, case, said, *more):
    said = {name: value for name, value in said.items() if name != "without_guardians"} | more_of(said)
    return world.client_of(world.kari).post(address(name, case, *more), said)


def more_of(said):
    return {"without_guardians": "on"} if said.get("without_guardians") == "yes" else {}


def over(world, **more):
    said = {"held": "on", "who_came": "yes", "day": world.today.isoformat(), "minutes": "Vi snakket om lek."}
    return a_plan(world, **said | more)


def who_came(world, case):
    meeting = now_in(world, case)
    with world.as_(world.kari):
        return {each.name: each.presence for each in Attendee.objects.filter(meeting=meeting)}


def test_a_talk_with_nobody_of_the_family_is_asked_about_and_no_word_is_lost(world, worry):
    asked = post(world, "meeting_plan", worry, over(world))
    assert asked.status_code == 422 and ASKED in asked.text and "Vi snakket om lek." in asked.text
    assert HELD not in world.facts(worry)


@pytest.mark.parametrize("answer", ["a guardian", "the tick"])
def test_with_a_guardian_or_the_tick_it_counts(world, worry, answer):
    more = (
        {"guardians": [str(world.mona.person.pk)]} if answer == "a guardian" else {"without_guardians": "yes"}
    )
    assert post(world, "meeting_plan", worry, over(world, **more)).status_code == 302
    assert HELD in world.facts(worry)


def test_of_a_planned_one_to_which_no_guardian_came_it_is_asked_too(world, worry):
    meeting = planned(world, worry, starts_at=world.now - DAY, guardians=[world.mona.person])
    ((mona, _name),) = rows_of(world, worry)
    said = {f"who-{mona}": "absent", "held_on": world.today.isoformat()}
    asked = post(world, "meeting_held", worry, sent(**said), meeting.pk)
    assert asked.status_code == 422 and ASKED in asked.text
    told = post(world, "meeting_held", worry, sent(**said | {"without_guardians": "yes"}), meeting.pk)
    assert told.status_code == 302
    assert HELD in world.facts(worry)


def rows_of(world, case):
    meeting = now_in(world, case)
    with world.as_(world.kari):
        return [(each.pk, each.name) for each in Attendee.objects.filter(meeting=meeting)]


def test_a_mother_and_a_child_who_were_forgotten_are_added_afterwards(world, worry):
    post(world, "meeting_plan", worry, over(world, child_part="no", without_guardians="yes"))
    meeting = now_in(world, worry)
    shown = world.client_of(world.kari).get(address("meeting", worry, meeting.pk)).text
    assert "Who else was there?" in shown and "The child was not at the meeting." in shown
    ((kari, _name),) = rows_of(world, worry)
    said = {f"who-{kari}": "present", "held_on": world.today.isoformat()}
    said["came_too"] = [str(world.mona.person.pk), "child"]
    for _time in range(2):
        assert post(world, "meeting_held", worry, sent(**said), meeting.pk).status_code in (302, 422)
    came = who_came(world, worry)
    assert came == {"Kari Lund": "present", "Mona Strand": "present", "Ola": "present"}
    again = world.client_of(world.kari).get(address("meeting", worry, meeting.pk)).text
    assert "The child was not at the meeting." not in again


def test_to_a_meeting_that_is_over_nobody_is_invited_past_the_form(world, worry):
    post(world, "meeting_plan", worry, over(world, without_guardians="yes"))
    meeting = now_in(world, worry)
    row = (
        "insert into meetings_attendee (id, case_id, meeting_id, seat_id, is_child, name, presence)"
        " values (%s, %s, %s, %s, false, 'Per Vik', %s)"
    )
    with world.as_(world.kari, world.now + DAY):
        for presence, outcome in (("invited", DENIED), ("present", TAKEN)):
            assert attempt((row, uuid7(), worry.pk, meeting.pk, world.per.seat.pk, presence)) == outcome


def test_a_young_person_who_was_there_is_not_offered_a_second_time(offered):
    """EVA answers alone, so she is at the meeting as herself and not as a child."""
    young_from(offered, 12)
    with scratch.as_owner():
        Child.objects.filter(pk=offered.ola.pk).update(born_on=offered.today - timedelta(days=16 * 366))
    own_account(offered, offered.ola)
    case = begun(offered, "youth", offered.kari)
    planned(offered, case, child_part="whole", starts_at=offered.now - DAY)
    shown = offered.client_of(offered.kari).get(address("meeting", case, now_in(offered, case).pk)).text
    assert shown.count("<select") and 'name="came_too" value="child"' not in shown
