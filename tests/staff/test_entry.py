"""A note on the timeline, in the browser."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.raw import FAMILY_KEPT_OUT, NOTE, attempt
from laget.cases.models import Entry
from laget.foundation.ids import uuid7

TO_FAMILY = NOTE.replace("'team'", "'family'")


def note(**fields):
    return {"form_key": str(uuid4()), "text": "Han lekte med Leo i dag.", "audience": "team", **fields}


def page_of(case):
    return reverse("entry", args=[case.pk])


def entries(world, case):
    with world.as_(world.kari):
        return list(Entry.objects.filter(case=case).order_by("at", "id"))


@pytest.mark.parametrize(
    ("who", "status"), [("kari", 302), ("per", 302), ("amir", 302), ("liv", 404), ("tom", 404), ("mona", 404)]
)
def test_only_the_team_writes(world, who, status):
    case = world.a_case(at_level="1")
    assert world.client_of(getattr(world, who)).post(page_of(case), note()).status_code == status


def test_a_note_is_for_the_team_unless_one_says_otherwise(world):
    case = world.a_case(at_level="1")
    client = world.client_of(world.kari)
    for audience, status in (("", 422), ("everybody", 422), ("team", 302), ("family", 302)):
        assert client.post(page_of(case), note(audience=audience)).status_code == status
    assert [entry.audience for entry in entries(world, case)] == ["team", "family"]


@pytest.mark.parametrize("situation", [{}, {"sealed": True}])
def test_the_family_is_not_offered_before_it_follows_the_case_and_never_in_a_sealed_one(world, situation):
    case = world.a_case(**situation)
    client = world.client_of(world.kari)
    assert b'name="audience"' not in client.get(page_of(case)).content
    client.post(page_of(case), note(audience="family"))
    assert [entry.audience for entry in entries(world, case)] == ["team"]


def test_nothing_is_written_to_the_family_where_the_case_should_not_have_been(world):
    life = world.on_level_1()
    life.register_in_error("Feil barn")
    client = world.client_of(world.kari)
    assert b'name="audience"' not in client.get(page_of(life.case)).content
    client.post(page_of(life.case), note(audience="family"))
    assert [entry.audience for entry in entries(world, life.case)][-1] == "team"
    with world.as_(world.kari):
        assert attempt((TO_FAMILY, uuid7(), life.case.pk, world.kari.seat.pk, world.now)) == FAMILY_KEPT_OUT


def test_a_closed_case_still_takes_notes(world):
    case = world.a_case(closed=True)
    client = world.client_of(world.kari)
    assert client.get(page_of(case)).status_code == 200
    assert client.post(page_of(case), note()).status_code == 302


def test_sent_twice_it_is_written_once(world):
    case = world.a_case()
    client, form = world.client_of(world.kari), note()
    for _ in range(2):
        assert client.post(page_of(case), form).status_code == 302
    assert len(entries(world, case)) == 1


def test_an_empty_note_is_asked_for(world):
    case = world.a_case()
    assert world.client_of(world.kari).post(page_of(case), note(text="  ")).status_code == 422
    assert entries(world, case) == []


def test_what_was_begun_is_there_again_until_it_is_saved(world):
    case = world.a_case()
    client = world.client_of(world.kari)
    client.post(reverse("draft", args=[f"entry-{case.pk}"]), {"text": "Han lekte"})
    assert "Han lekte" in client.get(page_of(case)).content.decode()
    client.post(page_of(case), note(text="Ferdig"))
    assert "Han lekte" not in client.get(page_of(case)).content.decode()


def test_a_note_asks_the_database_at_most_ten_times(world):
    case = world.a_case(at_level="1")
    client = world.client_of(world.kari)
    client.post(page_of(case), note(audience="family"))
    with CaptureQueriesContext(connection) as asked:
        assert client.post(page_of(case), note(audience="team")).status_code == 302
    assert len([each for each in asked if "SAVEPOINT" not in each["sql"]]) <= 10
