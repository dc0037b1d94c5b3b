"""Who brings the child's words to a meeting, and what a long list of meetings costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laget.meetings import services, voices
from meeting_forms import DAY, planned, sent
from pages import address

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


def test_a_meeting_begins_with_the_childs_words_and_not_with_why_nobody_has_asked_since(world):
    case, kari = world.a_case(at_level="1"), world.client_of(world.kari)
    meeting = planned(world, case, "start_meeting", starts_at=world.now + DAY)
    with world.as_(world.kari):
        said = {"words": "Jeg vil ha en venn.", "told_to": "Kari", "how": "talk", "said_on": world.today}
        voices.hear_child(case=case, **said, **world.by(world.kari))
    for week in range(1, 4):
        now = world.now + timedelta(weeks=week)
        with world.as_(world.kari, now):
            voices.not_asked(case=case, because="Han er syk.", seat=world.kari.seat, now=now)
    world.set_clock(world.now + timedelta(weeks=4))
    card = card_of(kari.get(address("meeting", case, meeting.pk)))
    assert -1 < card.find("Jeg vil ha en venn.") < card.find("Not asked: Han er syk.")


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
