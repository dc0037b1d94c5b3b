"""What is sent twice by the same page has one effect."""

from uuid import uuid4

import pytest
from django.urls import reverse

from laget.cases.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(world):
    case = world.a_case()
    kari = world.client_of(world.kari)
    key = uuid4()
    return lambda text: kari.post(reverse("entry", args=[case.pk]), {"form_key": key, "text": text})


def notes(world):
    with world.as_(world.kari):
        return list(Entry.objects.values_list("text", flat=True))


def test_a_page_that_is_sent_twice_is_sent_once(world, send):
    first, second = send("Han var alene i dag."), send("Han var alene i dag.")
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert notes(world) == ["Han var alene i dag."]


def test_other_words_from_the_same_page_are_asked_about_and_kept(world, send):
    first = send("Han var alene i dag.")
    asked = send("Han var glad i dag.")
    assert asked.status_code == 409
    assert first["Location"] in asked.content.decode()
    assert "Han var glad i dag." in asked.content.decode()
    assert notes(world) == ["Han var alene i dag."]
