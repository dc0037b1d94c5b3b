"""A meeting that is held: who came, what was said, and what was decided."""

import re

import pytest
from django.utils.timezone import localtime

from laget.meetings import voices
from laget.meetings.models import Attendee, Meeting
from laget.plans.models import Measure
from meeting_forms import DAY, a_plan, now_in, planned, sent
from pages import address

# Holding it


def held(world, **more):
    return sent(held_on=world.today.isoformat(), **more)


def test_who_came_and_that_it_was_held_is_one_form(world):
    case = world.a_case()
    meeting = planned(world, case, seats=[world.kari.seat, world.per.seat])
    with world.as_(world.kari):
        kari, per = Attendee.objects.filter(meeting=meeting).order_by("name")
    client = world.client_of(world.kari)
    answer = client.post(
        address("meeting_held", case, meeting.pk),
        held(world, **{f"who-{kari.pk}": "present", f"who-{per.pk}": "absent"}),
    )
    assert answer.status_code == 302
    assert world.facts(case)["held.conversation"] == world.today
    with world.as_(world.kari):
        per.refresh_from_db()
    assert per.presence == "absent"


def test_nobody_is_taken_to_have_come(world):
    case, client = world.a_case(), world.client_of(world.kari)
    meeting = planned(world, case, seats=[world.kari.seat, world.per.seat])
    with world.as_(world.kari):
        me = Attendee.objects.get(meeting=meeting, name="Kari Lund")
    shown = client.get(address("meeting", case, meeting.pk)).text
    of_kari_and_per = re.findall(r'<select[^>]*name="who-.*?</select>', shown, re.DOTALL)
    assert len(of_kari_and_per) == 2
    for answers in of_kari_and_per:
        assert "selected" not in answers.replace('value="" selected', "")
    half = client.post(address("meeting_held", case, meeting.pk), held(world, **{f"who-{me.pk}": "present"}))
    assert half.status_code == 422
    assert "Per Vik: Came, or not?" in half.text and "Kari Lund: Came, or not?" not in half.text
    assert "held.conversation" not in world.facts(case)


@pytest.mark.parametrize(("said", "came"), [({}, "present"), ({"away": "absent"}, "absent")])
def test_that_all_came_is_one_answer_and_an_exception_still_counts(world, said, came):
    case, client = world.a_case(), world.client_of(world.kari)
    meeting = planned(world, case, seats=[world.kari.seat, world.per.seat])
    with world.as_(world.kari):
        kari, per = Attendee.objects.filter(meeting=meeting).order_by("name")
    away = {f"who-{per.pk}": word for word in said.values()}
    form = held(world, all_came="on", **away)
    assert client.post(address("meeting_held", case, meeting.pk), form).status_code == 302
    with world.as_(world.kari):
        kari.refresh_from_db()
        per.refresh_from_db()
    assert (kari.presence, per.presence) == ("present", came)


def test_whoever_is_named_for_a_meeting_that_was_held_already_was_there(world):
    case, client = world.a_case(), world.client_of(world.kari)
    asked = client.get(address("meetings", case)).text
    assert "Then the day is enough. Tick below only those who were there." in asked
    form = a_plan(world, day=world.today.isoformat(), held="on", seats=[world.per.seat.pk])
    client.post(address("meeting_plan", case), form)
    with world.as_(world.kari):
        (meeting,) = Meeting.objects.filter(case=case)
    shown = client.get(address("meeting", case, meeting.pk)).text
    assert "Correct who came" in shown and "Per Vik</bdi>: Present" in shown


def test_whom_the_page_ticked_itself_is_not_said_to_have_come_to_what_was_held_already(world):
    case, client = world.a_case(), world.client_of(world.kari)
    asked = client.get(address("meetings", case)).text
    ticked = {
        name: re.findall(rf'name="{name}" value="([^"]+)"[^>]*checked', asked)
        for name in ("seats", "guardians")
    }
    form = a_plan(world, day=world.today.isoformat(), held="on", child_part="part", **ticked)
    answer = client.post(address("meeting_plan", case), form)
    assert answer.status_code == 422
    assert "Tick each of those who were there." in answer.text
    assert "Who from the team was there?" in answer.text and "is invited" not in answer.text
    for question in ("Who from the team was there?", "Which guardians were there?"):
        assert re.search(rf"{re.escape(question)}\s*</legend>", answer.text), "not said to be optional"
    assert not re.search(r'name="(seats|guardians)"[^>]*checked', answer.text)
    form |= {"who_came": "yes", "seats": [world.kari.seat.pk], "guardians": [world.mona.person.pk]}
    assert client.post(address("meeting_plan", case), form).status_code == 302
    with world.as_(world.kari):
        came = dict(Attendee.objects.filter(case=case).values_list("name", "presence"))
    assert came == {"Ola": "part", "Kari Lund": "present", "Mona Strand": "present"}


def test_a_meeting_that_nobody_called_is_written_down_on_one_page_with_its_minutes(world):
    case, client = world.a_case(), world.client_of(world.kari)
    page = address("meetings", case) + "?held=yes"
    to_come = client.get(address("meetings", case)).text
    assert f'href="{page}"' in to_come and 'name="clock"' in to_come
    asked = client.get(page).text.split("<main")[1]
    assert "Who from the team was there?" in asked and 'name="clock"' not in asked
    assert not re.search(r'name="(seats|guardians)"[^>]*checked', asked)
    form = sent(template="conversation", day=world.today.isoformat(), held="on", who_came="yes")
    form |= {"seats": [world.kari.seat.pk], "minutes": "Vi snakket om lek."}
    half = client.post(address("meeting_plan", case), form)
    assert half.status_code == 422 and "Vi snakket om lek." in half.text
    form |= {"child_part": "no"}
    for _time in range(2):
        assert client.post(address("meeting_plan", case), form).status_code == 302
    with world.as_(world.kari):
        (meeting,) = Meeting.objects.filter(case=case)
        assert (meeting.minutes, meeting.minutes_version) == ("Vi snakket om lek.", 1)
        assert [each.presence for each in Attendee.objects.filter(meeting=meeting)] == ["present"]
    assert world.facts(case)["held.conversation"] == world.today


def test_nobody_holds_a_meeting_tomorrow(world):
    case = world.a_case()
    meeting = planned(world, case)
    tomorrow = sent(held_on=(world.today + DAY).isoformat())
    answer = world.client_of(world.kari).post(address("meeting_held", case, meeting.pk), tomorrow)
    assert answer.status_code == 422


def test_a_meeting_is_moved_with_those_who_are_asked(world):
    case = world.a_case()
    meeting = planned(world, case, seats=[world.kari.seat])
    answer = world.client_of(world.kari).post(
        address("meeting_move", case, meeting.pk),
        sent(day="2026-12-03", clock="10:30", place="Rektors kontor"),
    )
    assert answer.status_code == 302
    moved = now_in(world, case)
    assert (localtime(moved.starts_at).day, moved.place) == (3, "Rektors kontor")


def test_the_childs_words_stand_first_and_a_silence_asks_for_them(world):
    case = world.a_case()
    meeting = planned(world, case)
    client = world.client_of(world.kari)
    page = address("meeting", case, meeting.pk)
    way = f"{address('voice', case)}?meeting={meeting.pk}"
    assert way in client.get(page).content.decode()
    with world.as_(world.kari):
        voices.hear_child(
            case=case, words="Friminuttene er verst.", told_to="Kari", how="talk", said_on=world.today,
            seat=world.kari.seat, now=world.now,
        )  # fmt: skip
    html = client.get(page).content.decode()
    assert html.index("Friminuttene er verst.") < html.index('id="agenda"')


# Decisions


def test_a_decision_is_one_line_and_stands_in_the_plan(world):
    case = world.a_case(at_level="1")
    meeting = planned(world, case, "start_meeting")
    client = world.client_of(world.kari)
    said = {"text": "Lekegruppe i storefri", "by_on": "2026-12-01", "evaluate_on": "2026-12-15"}
    for who, name in (
        (f"seat-{world.kari.seat.pk}", ""),
        (f"guardian-{world.mona.person.pk}", ""),
        ("else", "Bestemor"),
    ):
        answer = client.post(address("meeting_minutes", case, meeting.pk), sent(who=who, name=name, **said))
        assert answer.status_code == 302
    with world.as_(world.kari):
        made = set(Measure.objects.filter(case=case).values_list("responsible", "responsible_name", "arena"))
    assert made == {
        ("staff", "Kari Lund", "unit"),
        ("guardian", "Mona Strand", "home"),
        ("network", "Bestemor", "network"),
    }
    assert "measures_agreed" in world.facts(case)
    assert (
        client.get(address("meeting", case, meeting.pk)).content.decode().count("Lekegruppe i storefri") == 3
    )


def test_a_decision_is_to_be_looked_at_on_a_day_that_somebody_is_at_work(world):
    case = world.a_case(at_level="1")
    meeting = planned(world, case, "start_meeting")
    world.set_clock(world.now + 26 * DAY)  # a Sunday; four weeks later is another
    page = world.client_of(world.kari).get(address("meeting", case, meeting.pk)).text
    assert re.search(r'name="evaluate_on"[^>]*value="2027-01-15"', page)
    assert re.search(r'name="by_on"[^>]*value="2026-12-24"', page)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"who": "else"},
        {"evaluate_on": "2026-11-24"},
        {"by_on": "2026-11-23"},
        {"evaluate_on": ""},
    ],
)
def test_a_decision_without_who_or_when_is_asked_for_again(world, wrong):
    case = world.a_case(at_level="1")
    meeting = planned(world, case, "start_meeting")
    said = {"text": "Lekegruppe", "who": "child", "by_on": "2026-12-01", "evaluate_on": "2026-12-15"} | wrong
    answer = world.client_of(world.kari).post(address("meeting_minutes", case, meeting.pk), sent(**said))
    assert answer.status_code == 422
    with world.as_(world.kari):
        assert not Measure.objects.filter(case=case).exists()


def test_minutes_half_written_of_a_meeting_that_is_over_are_there_again(world):
    case, kari = world.a_case(), world.client_of(world.kari)
    page = address("meetings", case) + "?held=yes"
    draft = re.search(r'data-draft="([^"]+)"', kari.get(page).text)[1]
    begun = a_plan(world, day=world.today.isoformat(), held="on", who_came="yes", minutes="Vi snakket om")
    begun |= {"guardians": [str(world.mona.person.pk)]}
    kari.post(draft, begun)
    again = kari.get(page).text
    assert "Vi snakket om</textarea>" in again and "This is a draft from" in again
    mona = re.search(rf'<input[^>]*name="guardians" value="{world.mona.person.pk}"[^>]*>', again)[0]
    assert "checked" in mona
    assert "Vi snakket om" not in world.client_of(world.per).get(page).text
    assert kari.post(address("meeting_plan", case), begun).status_code == 302
    kari.post(draft, begun)
    assert "This is a draft from" not in kari.get(page).text
