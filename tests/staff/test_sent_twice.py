"""What is sent twice: by the same page it has one effect, and by the same words one is asked."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.cases.models import Entry

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def send(world):
    case = world.a_case()
    kari = world.client_of(world.kari)

    def note(text, key=None, **more):
        return kari.post(reverse("entry", args=[case.pk]), {"form_key": key or uuid4(), "text": text, **more})

    return note


def notes(world):
    with world.as_(world.kari):
        return list(Entry.objects.order_by("at").values_list("text", flat=True))


def test_a_page_that_is_sent_twice_is_sent_once(world, send):
    key = uuid4()
    first, second = send("Han var alene i dag.", key), send("Han var alene i dag.", key)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert notes(world) == ["Han var alene i dag."]


def test_the_same_words_from_a_page_fetched_anew_are_asked_about(world, send):
    first = send("Han var alene i dag.")
    asked = send("Han var alene i dag.")
    assert asked.status_code == 409
    assert first["Location"] in asked.content.decode()
    assert notes(world) == ["Han var alene i dag."]
    assert send("Han var alene i dag.", again="yes").status_code == 302
    assert len(notes(world)) == 2


def test_other_words_and_a_word_or_two_are_not(world, send):
    assert [send(words).status_code for words in ("Han var alene i dag.", "Han var glad i dag.")] == [
        302,
        302,
    ]
    assert [send(words).status_code for words in ("Ring mor.", "Ring mor.")] == [302, 302]
    assert len(notes(world)) == 4


def test_some_hours_later_they_are_new(world, send):
    send("Han var alene i dag.")
    world.set_clock(world.now + 2 * HOUR)
    assert send("Han var alene i dag.").status_code == 302
