"""Hearing the child, in the browser."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.meetings import services
from laget.meetings.models import VoiceEntry
from laget.meetings.voices import not_asked
from laget.moves.queries import facts_of
from running import part


def said(**fields):
    words = {
        "words": "Friminuttene er verst.",
        "how": "talk",
        "told_to": "Kari Lund",
        "said_on": "2026-11-23",
    }
    return {"form_key": str(uuid4()), **words, **fields}


def page_of(case):
    return reverse("voice", args=[case.pk])


def voices(world, case):
    with world.as_(world.kari):
        return list(VoiceEntry.objects.filter(case=case))


@pytest.mark.parametrize(
    ("who", "status"), [("kari", 200), ("per", 200), ("amir", 200), ("liv", 404), ("tom", 404), ("mona", 404)]
)
def test_only_the_team_hears_the_child(world, who, status):
    case = world.a_case(at_level="1")
    client = world.client_of(getattr(world, who))
    assert client.get(page_of(case)).status_code == status
    assert client.post(page_of(case), said()).status_code == (302 if status == 200 else 404)


def test_the_childs_own_words_are_kept_as_they_were_said(world):
    case = world.a_case()
    assert world.client_of(world.kari).post(page_of(case), said()).headers["Location"] == reverse(
        "case", args=[case.pk]
    )
    (voice,) = voices(world, case)
    assert (voice.words, voice.how, voice.told_to) == ("Friminuttene er verst.", "talk", "Kari Lund")
    with world.as_(world.kari):
        assert "child_heard" in facts_of([case])[case.pk]


def test_sent_twice_it_is_written_once(world):
    case = world.a_case()
    client, form = world.client_of(world.kari), said()
    for _ in range(2):
        assert client.post(page_of(case), form).status_code == 302
    assert len(voices(world, case)) == 1


@pytest.mark.parametrize("wrong", [{"words": ""}, {"how": ""}, {"told_to": ""}, {"said_on": "2026-11-25"}])
def test_what_is_missing_is_asked_for_and_the_rest_kept(world, wrong):
    case = world.a_case()
    answer = world.client_of(world.kari).post(page_of(case), said(**wrong))
    assert answer.status_code == 422
    assert wrong.get("words", "Friminuttene er verst.") in answer.content.decode()
    assert voices(world, case) == []


def test_not_asking_needs_a_reason(world):
    case = world.a_case()
    client = world.client_of(world.kari)
    for because, status in (("", 422), ("   ", 422), ("Han er syk denne uken.", 302)):
        form = said(words="", how="", because=because)
        assert client.post(page_of(case), form).status_code == status
    (voice,) = voices(world, case)
    assert (voice.words, voice.not_asked_because) == ("", "Han er syk denne uken.")
    assert "Not asked: Han er syk denne uken." in client.get(page_of(case)).content.decode()
    told = part(client.get(reverse("case", args=[case.pk])).text, 'id="timeline"')
    assert "The child has not been asked" in told and "The child’s voice" not in told


def test_the_words_and_why_nobody_asked_about_the_rest_are_both_kept(world):
    case = world.a_case()
    client = world.client_of(world.kari)
    assert client.post(page_of(case), said(because="Om hjemme har ingen spurt.")).status_code == 302
    assert {voice.words or voice.not_asked_because for voice in voices(world, case)} == {
        "Friminuttene er verst.",
        "Om hjemme har ingen spurt.",
    }


def test_the_words_stay_on_the_childs_page_however_often_nobody_has_asked_since(world, case, kari):
    for week in range(6):
        now = world.now + timedelta(weeks=week)
        with world.as_(world.kari, now):
            not_asked(case=case, because="Han er syk.", seat=world.kari.seat, now=now)
    world.set_clock(world.now + timedelta(weeks=7))
    told = part(kari.get(reverse("case", args=[case.pk])).text, 'id="voice"', "</section>")
    assert "Jeg vil ha noen å leke med." in told


def test_one_comes_back_to_the_meeting_one_came_from(world):
    case, other = world.a_case(), world.a_case()
    meetings = []
    with world.as_(world.kari):
        for each in (case, other):
            meetings.append(
                services.plan_meeting(
                    case=each,
                    template="conversation",
                    starts_at=world.now,
                    seat=world.kari.seat,
                    now=world.now,
                )
            )
    client = world.client_of(world.kari)
    places = [reverse("meeting", args=[case.pk, meetings[0].pk]), *[reverse("case", args=[case.pk])] * 2]
    for came_from, place in zip([meetings[0].pk, meetings[1].pk, "nowhere"], places, strict=True):
        answer = client.post(f"{page_of(case)}?meeting={came_from}", said())
        assert answer.headers["Location"] == place


def test_a_closed_case_keeps_the_words_on_the_page(world):
    case = world.a_case(closed=True)
    answer = world.client_of(world.kari).post(page_of(case), said(words="Det er bra nå."))
    assert answer.status_code == 422
    assert "Det er bra nå." in answer.content.decode()


def test_in_a_sealed_case_the_childs_words_are_written_down_too(world):
    case = world.a_case(sealed=True)
    assert world.client_of(world.kari).post(page_of(case), said()).status_code == 302


def test_what_was_begun_is_there_again(world):
    case = world.a_case()
    client = world.client_of(world.kari)
    client.post(reverse("draft", args=[f"voice-{case.pk}"]), {"words": "Han sa at", "how": "play"})
    assert "Han sa at" in client.get(page_of(case)).content.decode()
    client.post(page_of(case), said())
    assert "Han sa at" not in client.get(page_of(case)).content.decode()
