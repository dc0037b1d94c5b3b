"""What is sent by a slip of the hand, by a worn-out link or in bad faith: nothing comes of it."""

import io
import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from laget.cases.models import Case, Entry, Exclusion
from laget.config.logs import WithoutWords
from laget.ops.scratch import as_owner
from laget.people.models import Seat

pytestmark = pytest.mark.django_db

SOMETHING = "01a20190-0bb8-7604-b8c7-7db6bc104b8b"
LIST_KEYS = (
    "x",
    "2026-01-01T00:00:00+00:00_",
    "2026-01-01T00:00:00+00:00_x",
    "2026-13-01T00:00:00+00:00_" + SOMETHING,
    "2026-01-01T00:00:00_" + SOMETHING,
)


@pytest.fixture
def kari(world):
    client = world.client_of(world.kari)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("key", LIST_KEYS)
def test_a_list_begins_at_its_beginning_when_the_key_is_none(world, kari, key):
    world.a_case()
    answer = kari.get("/cases", {"after": key})
    assert answer.status_code == 200
    assert "O.S." in answer.content.decode()


def test_what_no_database_can_keep_is_answered_in_words(world, kari):
    case = world.a_case()
    assert kari.get("/cases", {"level": "a\0"}).status_code == 400
    assert kari.get("/cases", {"after": f"0001-01-01T00:00:00+23:59_{uuid4()}"}).status_code < 500
    assert kari.post("/search", {"q": "a\0"}).status_code == 400
    assert kari.post("/drafts/worry", {"text": "a\0"}).status_code == 400
    assert kari.post(f"/drafts/{'x' * 61}", {"text": "a"}).status_code == 400
    assert kari.post(f"/cases/{case.pk}/note", {"form_key": uuid4(), "text": "a\0"}).status_code == 422
    assert kari.get(f"/cases/{case.pk}").status_code == 200


@pytest.mark.parametrize("to", ["x", "25:99", "a\0b", "//elsewhere.example", "https://elsewhere.example"])
def test_where_a_form_says_to_go_back_to_leads_nowhere_else(world, kari, to):
    for page, said in (("language", {"language": "nb"}), ("appearance", {"scheme": "dark"})):
        answer = kari.post(f"/{page}", said | {"next": to})
        assert answer.status_code == 302 and "elsewhere" not in answer.headers["Location"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_of_another_age_is_asked_for_again(world, kari, day):
    """Kept, it could be shown to nobody, and the child's page would be lost."""
    case = world.a_case(at_level="1")
    sent = {"template": "evaluation", "day": day, "clock": "00:00", "child_part": "no", "form_key": uuid4()}
    for held in ({}, {"held": "on"}):
        assert kari.post(f"/cases/{case.pk}/meetings/new", sent | held).status_code == 422
    assert kari.get(f"/cases/{case.pk}").status_code == 200


def test_a_form_that_somebody_else_has_sent_is_still_mine_to_send(world, kari):
    """A session that ended on a shared computer: the same form, and the next one who signs in."""
    case = world.a_case()
    form = {"form_key": uuid4(), "text": "Ola smilte.", "audience": "team"}
    for client in (kari, world.client_of(world.per)):
        assert client.post(f"/cases/{case.pk}/note", form).status_code == 302
    with world.as_(world.kari):
        assert Entry.objects.filter(case=case, text="Ola smilte.").count() == 2


def test_nothing_of_a_child_stays_in_the_browser(world, kari):
    case = world.a_case()
    for path in ("/", "/cases", f"/cases/{case.pk}", "/worry", "/nothing-here"):
        assert kari.get(path).headers["Cache-Control"] == "no-store", path


def test_the_log_says_what_and_where_and_repeats_no_words():
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(WithoutWords())
    logger = logging.Logger("here")
    logger.addHandler(handler)
    try:
        raise ValueError("Ola said that")
    except ValueError:
        logger.exception("Internal Server Error: /cases")
    assert "ValueError" in log.getvalue()
    assert "test_hostile.py" in log.getvalue()
    assert "Ola" not in log.getvalue().replace('raise ValueError("Ola said that")', "")


def test_naming_an_adult_is_an_answer(world, kari):
    said = {"child": world.ola.pk, "text": "Han ropte.", "violence": "no", "adult": world.per.person.pk}
    told = kari.post("/worry", {"form_key": uuid4(), "share": "on", **said})
    assert told.status_code == 302
    assert world.client_of(world.per).get(told.headers["Location"]).status_code == 404


def test_no_case_is_made_of_a_child_of_another_unit(world):
    """To learn who the child is, and who cares for it."""
    case = world.a_case()
    refused = pytest.raises(DatabaseError, match="row-level security")
    with world.as_(world.nora), refused, transaction.atomic():
        Case(
            municipality_id=case.municipality_id,
            unit_id=world.nora.seat.unit_id,
            child=world.ola,
            version_id=case.version_id,
            category="friends",
            wonder_on=world.today,
            opened_at=world.now,
            opened_by=world.nora.seat,
        ).save(force_insert=True)


def test_the_deputies_of_a_leader_who_is_about_to_leave_are_kept_out_too(world):
    with as_owner():
        Seat.objects.filter(pk=world.per.seat.pk).update(to_at=world.now + timedelta(days=90))
    case = world.a_case(about=world.per)
    with world.as_(world.kari):
        kept_out = set(Exclusion.objects.filter(case=case).values_list("person_id", flat=True))
    assert {world.per.person.pk, world.marte.person.pk} <= kept_out
