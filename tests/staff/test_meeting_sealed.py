"""The team of a sealed case meets, without guardians."""

from laget.cases.services import tell_leader
from laget.foundation.ids import uuid7
from laget.meetings.models import Attendee, Meeting
from pages import address


def test_the_team_of_a_sealed_case_plans_and_holds_a_meeting_without_guardians(world, kari):
    case = world.a_case(sealed=True)
    with world.as_(world.kari):
        tell_leader(case=case, now=world.now)
    shown = kari.get(address("meetings", case)).text
    assert 'value="protection"' in shown and "Per Vik" in shown
    assert "conversation" not in shown and "Mona" not in shown and "Frank" not in shown
    planned = kari.post(
        address("meeting_plan", case),
        {
            "form_key": uuid7(), "template": "protection", "day": world.today, "clock": "08:30", "held": "on",
            "child_part": "no", "who_came": "yes", "seats": [world.kari.seat.pk, world.per.seat.pk],
        },
    )  # fmt: skip
    held = kari.get(planned.headers["Location"]).text
    assert "Er barnet trygt i dag og i natt?" in held
    assert "Mona" not in held and "Frank" not in held
    with world.as_(world.kari):
        meeting = Meeting.objects.get(case=case)
        assert meeting.held_at
        names = set(Attendee.objects.filter(meeting=meeting).values_list("name", flat=True))
        assert len(names) == 2


def test_no_guardian_is_asked_to_it_by_hand(world, kari):
    case = world.a_case(sealed=True)
    refused = kari.post(
        address("meeting_plan", case),
        {
            "form_key": uuid7(), "template": "protection", "day": world.today, "clock": "08:30",
            "child_part": "no", "guardians": [world.mona.person.pk],
        },
    )  # fmt: skip
    assert refused.status_code == 422
    assert "Guardians cannot be invited." in refused.text


def test_a_case_that_is_not_sealed_has_no_such_meeting(world, kari):
    shown = kari.get(address("meetings", world.a_case())).text
    assert 'value="conversation"' in shown and 'value="protection"' not in shown
