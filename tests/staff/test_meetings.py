"""A meeting in the browser: planned in half a minute, held, and its decisions in the plan."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localtime

from laget.meetings import services
from laget.meetings.models import Attendee, Meeting
from laget.moves import services as moves
from laget.moves.queries import facts_of
from laget.plans.models import Measure

DAY = timedelta(days=1)


def planned(world, case, template="conversation", **more):
    said = {"starts_at": world.now, "seat": world.kari.seat, "now": world.now} | more
    with world.as_(world.kari):
        return services.plan_meeting(case=case, template=template, **said)


def address(name, case, *more):
    return reverse(name, args=[case.pk, *more])


def sent(**fields):
    return {"form_key": str(uuid4()), **fields}


def a_plan(world, **more):
    said = {
        "template": "conversation",
        "day": (world.today + DAY).isoformat(),
        "clock": "14:00",
        "place": "Rom 3",
        "child_part": "part",
        "seats": [str(world.kari.seat.pk)],
    }
    return sent(**said | more)


def now_in(world, case):
    with world.as_(world.kari):
        return Meeting.objects.get(case=case, template="conversation")


def facts(world, case):
    with world.as_(world.kari):
        return facts_of([case])[case.pk]


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
        assert b'name="form_key"' not in client.get(page).content


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
    assert "planned.conversation" in facts(world, case)
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_meeting_that_was_held_yesterday_is_written_down_today(world):
    case = world.a_case()
    yesterday = (world.today - DAY).isoformat()
    client = world.client_of(world.kari)
    assert client.post(address("meeting_plan", case), a_plan(world, day=yesterday)).status_code == 422
    answer = client.post(address("meeting_plan", case), a_plan(world, day=yesterday, held="on"))
    assert answer.status_code == 302
    assert facts(world, case)["held.conversation"] == world.today - DAY


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
    assert facts(world, case)["held.conversation"] == world.today
    with world.as_(world.kari):
        per.refresh_from_db()
    assert per.presence == "absent"


def test_nobody_is_taken_to_have_come(world):
    case, client = world.a_case(), world.client_of(world.kari)
    meeting = planned(world, case, seats=[world.kari.seat, world.per.seat])
    with world.as_(world.kari):
        me = Attendee.objects.get(meeting=meeting, name="Kari Lund")
    shown = client.get(address("meeting", case, meeting.pk)).text
    for answers in re.findall(r'<select[^>]*name="who-.*?</select>', shown, re.DOTALL):
        assert "selected" not in answers.replace('value="" selected', "")
    half = client.post(address("meeting_held", case, meeting.pk), held(world, **{f"who-{me.pk}": "present"}))
    assert half.status_code == 422
    assert "Did Per Vik come?" in half.text and "Did Kari Lund come?" not in half.text
    assert "held.conversation" not in facts(world, case)


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
    assert "Who was there?" in answer.text
    assert not re.search(r'name="(seats|guardians)"[^>]*checked', answer.text)
    form |= {"who_came": "yes", "seats": [world.kari.seat.pk], "guardians": [world.mona.person.pk]}
    assert client.post(address("meeting_plan", case), form).status_code == 302
    with world.as_(world.kari):
        came = dict(Attendee.objects.filter(case=case).values_list("name", "presence"))
    assert came == {"Ola": "part", "Kari Lund": "present", "Mona Strand": "present"}


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
        services.hear_child(
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
    assert "measures_agreed" in facts(world, case)
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


# Who brings the child's words


def test_who_brings_the_childs_words_is_asked_beside_whether_the_child_is_there(world):
    form = world.client_of(world.kari).get(address("meetings", world.a_case())).content.decode()
    before_more = form.split('name="child_part"')[-1].split("<details")[0]
    assert 'name="voice_by"' in before_more


def test_a_meeting_without_the_child_leads_to_where_the_childs_words_are_written_down(world):
    case = world.a_case()
    meeting = planned(world, case, child_part="no", starts_at=world.now + DAY)
    html = world.client_of(world.kari).get(address("meeting", case, meeting.pk)).content.decode()
    card = html.split('id="voice"')[1].split("</section>")[0]
    assert "nobody is named" not in card
    assert f"?meeting={meeting.pk}" in card


def card_of(page):
    return page.text.split('id="voice"')[1].split("</section>")[0]


def name_voice(who, case, meeting, name="Amir"):
    return who.post(address("meeting_voice", case, meeting.pk), sent(voice_by=name))


def test_who_brings_them_is_named_on_the_meetings_own_page(world):
    case, kari = world.a_case(), world.client_of(world.kari)
    meeting = planned(world, case, child_part="no", starts_at=world.now + DAY)
    page = address("meeting", case, meeting.pk)
    assert 'name="voice_by"' in card_of(kari.get(page))
    assert name_voice(kari, case, meeting, "").status_code == 422
    assert name_voice(kari, case, meeting).headers["Location"] == page
    assert "Amir brings the child’s words to the meeting." in card_of(kari.get(page))
    assert "Somebody else brings them" in card_of(kari.get(page))
    name_voice(kari, case, meeting, "Siri")
    assert "Siri brings" in card_of(kari.get(page))


def test_the_childs_page_says_that_nobody_is_named_and_leads_there(world):
    case, kari = world.a_case(at_level="1"), world.client_of(world.kari)
    meeting = planned(world, case, "start_meeting", child_part="no", starts_at=world.now + DAY)
    there = address("meeting", case, meeting.pk) + "#voice"
    shown = kari.get(address("case", case)).text
    assert "nobody is named to bring" in shown and f'href="{there}"' in shown
    others = world.client_of(world.amir).get(address("case", case)).text
    assert "nobody is named to bring" in others and there not in others
    name_voice(kari, case, meeting)
    assert "nobody is named" not in kari.get(address("case", case)).text


@pytest.mark.parametrize("child_part", ["whole", "part", ""])
def test_where_the_child_comes_nothing_is_missing(world, child_part):
    case, kari = world.a_case(), world.client_of(world.kari)
    meeting = planned(world, case, child_part=child_part, starts_at=world.now + DAY)
    assert 'name="voice_by"' not in kari.get(address("meeting", case, meeting.pk)).text
    assert "nobody is named" not in kari.get(address("case", case)).text


def test_only_those_who_plan_name_somebody_and_only_before_the_meeting(world):
    case = world.a_case(at_level="1")
    meeting = planned(world, case, "start_meeting", child_part="no", starts_at=world.now)
    amir, kari = world.client_of(world.amir), world.client_of(world.kari)
    assert 'name="voice_by"' not in amir.get(address("meeting", case, meeting.pk)).text
    assert name_voice(amir, case, meeting).status_code == 404
    with world.as_(world.kari):
        services.hold(case=case, meeting=meeting, held_on=world.today, presence={}, now=world.now)
    assert 'name="voice_by"' not in kari.get(address("meeting", case, meeting.pk)).text
    assert name_voice(kari, case, meeting).status_code == 422


# Speed


def questions(client, page):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(page).status_code == 200
    return len([each for each in asked if "SAVEPOINT" not in each["sql"]])


def test_fifty_meetings_cost_what_five_do(world):
    few, many = world.a_case(), world.a_case()
    client = world.client_of(world.kari)
    client.get(address("meetings", few))
    for case, number in ((few, 5), (many, 50)):
        for day in range(number):
            last = planned(world, case, starts_at=world.now + day * DAY, seats=[world.kari.seat])
        case.last = last
    assert questions(client, address("meetings", few)) == questions(client, address("meetings", many)) <= 12
    pages = [address("meeting", case, case.last.pk) for case in (few, many)]
    assert questions(client, pages[0]) == questions(client, pages[1]) <= 12
