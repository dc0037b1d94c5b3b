"""A meeting in the browser: who comes in, and how it is planned, also where the case is sealed."""

import re

import pytest
from django.utils.timezone import localtime

from laget.meetings.models import Attendee, Meeting
from laget.moves import services as moves
from meeting_forms import DAY, a_plan, now_in, planned, sent
from pages import address

# Who comes in


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("kari", 200),
        ("per", 200),
        ("amir", 200),
        ("liv", 404),
        ("tom", 404),
        ("nora", 404),
        ("siri", 404),
        ("mona", 404),
    ],
)
def test_only_the_team_sees_the_meetings(world, who, status):
    case = world.a_case(at_level="1")
    meeting = planned(world, case, "start_meeting")
    client = world.client_of(getattr(world, who))
    for page in (address("meetings", case), address("meeting", case, meeting.pk)):
        assert client.get(page).status_code == status


@pytest.mark.parametrize("who", ["amir", "tom", "mona"])
def test_only_who_leads_the_work_changes_a_meeting(world, who):
    case = world.a_case(at_level="1")
    meeting = planned(world, case, "start_meeting")
    client = world.client_of(getattr(world, who))
    assert client.post(address("meeting_plan", case), a_plan(world)).status_code == 404
    for act in ("minutes", "held", "move", "cancel"):
        assert client.post(address(f"meeting_{act}", case, meeting.pk), sent()).status_code == 404


def test_who_only_takes_part_sees_no_form(world):
    case = world.a_case(at_level="1")
    meeting = planned(world, case, "start_meeting")
    client = world.client_of(world.amir)
    for page in (address("meetings", case), address("meeting", case, meeting.pk)):
        shown = client.get(page)
        assert shown.status_code == 200 and b'name="form_key"' not in shown.content


def test_a_meeting_of_another_case_is_not_found(world):
    case, other = world.a_case(), world.a_case()
    meeting = planned(world, other)
    client = world.client_of(world.kari)
    assert client.get(address("meeting", case, meeting.pk)).status_code == 404
    assert client.post(address("meeting_cancel", case, meeting.pk), sent(reason="x")).status_code == 404


# Planning


def test_the_form_is_filled_in_as_far_as_it_can_be(world):
    case = world.a_case()
    page = world.client_of(world.kari).get(address("meetings", case) + "?template=conversation")
    html = page.content.decode()
    assert 'value="conversation" id="id_template_0" checked' in html
    assert (world.today + 7 * DAY).isoformat() in html
    for name in ("Kari Lund", "Per Vik", "Mona Strand", "Frank Dahl"):
        assert name in html


def test_a_meeting_is_proposed_on_friday_when_the_deadline_is_a_sunday(world):
    case = world.a_case(days_ago=16)  # on a Sunday; three weeks after it is a Sunday too
    page = world.client_of(world.kari).get(address("meetings", case) + "?template=conversation")
    assert 'value="2026-11-27"' in page.content.decode()


def test_booking_is_one_page(world):
    case = world.a_case()
    client = world.client_of(world.kari)
    answer = client.post(
        address("meeting_plan", case),
        a_plan(world, guardians=[str(world.mona.person.pk)], others="Bestemor\n\n"),
    )
    meeting = now_in(world, case)
    assert answer.headers["Location"] == address("meeting", case, meeting.pk)
    assert localtime(meeting.starts_at).hour == 14
    with world.as_(world.kari):
        names = set(Attendee.objects.filter(meeting=meeting).values_list("name", flat=True))
    assert names == {"Ola", "Kari Lund", "Mona Strand", "Bestemor"}
    assert "planned.conversation" in world.facts(case)
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_meeting_that_was_held_yesterday_is_written_down_today(world):
    case = world.a_case()
    yesterday = (world.today - DAY).isoformat()
    client = world.client_of(world.kari)
    assert client.post(address("meeting_plan", case), a_plan(world, day=yesterday)).status_code == 422
    answer = client.post(address("meeting_plan", case), a_plan(world, day=yesterday, held="on"))
    assert answer.status_code == 302
    assert world.facts(case)["held.conversation"] == world.today - DAY


def test_of_a_meeting_that_was_held_already_the_day_is_enough_and_no_clock_is_shown(world):
    case, client = world.a_case(), world.client_of(world.kari)
    day = (world.today - DAY).isoformat()
    answer = client.post(address("meeting_plan", case), a_plan(world, day=day, clock="", held="on"))
    assert answer.status_code == 302
    listed = client.get(address("meetings", case)).text.split("<table")[1]
    for shown in (listed, client.get(answer.headers["Location"]).text):
        assert "14:00" not in shown and "12:00" not in shown
    timeline = client.get(address("case", case)).text.split('id="timeline"')[1]
    assert not re.search(r">[^<]*12:00", timeline)


def test_a_day_that_has_passed_points_to_what_one_may_have_meant(world):
    case, client = world.a_case(), world.client_of(world.kari)
    yesterday = (world.today - DAY).isoformat()
    refused = client.post(address("meeting_plan", case), a_plan(world, day=yesterday))
    assert "Choose a new day, or tick that it has been held already." in refused.text
    meeting = planned(world, case)
    moved = client.post(address("meeting_move", case, meeting.pk), sent(day=yesterday, clock="14:00"))
    assert moved.status_code == 422 and "say above that the meeting has been held." in moved.text


def test_a_meeting_tomorrow_has_not_been_held(world):
    case = world.a_case()
    answer = world.client_of(world.kari).post(address("meeting_plan", case), a_plan(world, held="on"))
    assert answer.status_code == 422


def test_what_was_filled_in_is_kept_when_something_is_wrong(world):
    case = world.a_case()
    answer = world.client_of(world.kari).post(
        address("meeting_plan", case), a_plan(world, clock="", purpose="Bli enige")
    )
    assert answer.status_code == 422
    assert "Bli enige" in answer.content.decode()


def test_a_form_sent_twice_plans_one_meeting(world):
    case = world.a_case()
    client, said = world.client_of(world.kari), a_plan(world)
    first, second = (client.post(address("meeting_plan", case), said) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert now_in(world, case)


def test_a_closed_case_takes_no_meeting(world):
    case = world.a_case(closed=True)
    client = world.client_of(world.kari)
    assert b'name="template"' not in client.get(address("meetings", case)).content
    answer = client.post(address("meeting_plan", case), a_plan(world))
    assert answer.status_code == 422


# A sealed case


def test_a_sealed_case_offers_no_guardian_and_no_meeting_with_one(world):
    case = world.a_case(sealed=True)
    html = world.client_of(world.kari).get(address("meetings", case)).content.decode()
    assert 'value="protection"' in html
    for word in ("Mona", "Frank", 'value="conversation"'):
        assert word not in html


def test_a_sealed_case_takes_no_meeting_with_guardians(world):
    case = world.a_case(sealed=True)
    for more in ({}, {"guardians": [str(world.mona.person.pk)]}):
        answer = world.client_of(world.kari).post(address("meeting_plan", case), a_plan(world, **more))
        assert answer.status_code == 422
    with world.as_(world.kari):
        assert not Meeting.objects.filter(case=case).exists()


def test_a_meeting_planned_before_the_seal_can_only_be_called_off(world):
    case = world.a_case()
    meeting = planned(world, case, guardians=[world.mona.person])
    with world.as_(world.kari):
        moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
    client = world.client_of(world.kari)
    html = client.get(address("meeting", case, meeting.pk)).content.decode()
    assert address("meeting_held", case, meeting.pk) not in html
    held = client.post(address("meeting_held", case, meeting.pk), sent(held_on=world.today.isoformat()))
    assert held.status_code == 422
    called_off = client.post(address("meeting_cancel", case, meeting.pk), sent(reason="Skjermet"))
    assert called_off.status_code == 302


def test_in_a_sealed_case_nothing_is_decided_for_a_guardian(world):
    case = world.a_case()
    meeting = planned(world, case, guardians=[world.mona.person], held=True)
    with world.as_(world.kari):
        moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
    client = world.client_of(world.kari)
    assert "guardian-" not in client.get(address("meeting", case, meeting.pk)).content.decode()
    answer = client.post(
        address("meeting_minutes", case, meeting.pk),
        sent(
            text="Snakke med Ola",
            who=f"guardian-{world.mona.person.pk}",
            evaluate_on="2027-01-01",
            by_on="2026-12-01",
        ),
    )
    assert answer.status_code == 422
