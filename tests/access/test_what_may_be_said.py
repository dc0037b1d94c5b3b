"""What a worry is about, where it begins, what is answered: as the file says, also past all pages."""

from dataclasses import replace
from datetime import timedelta

import pytest

from access.raw import DENIED, MEMBER, NOT_POSSIBLE, TAKEN, attempt, move
from laget.foundation.ids import uuid7
from laget.moves.models import RecordedFact
from laget.staff.forms.days import FARTHEST
from own_pathways import four, of_the_language, published
from running import Running
from world import STORY

HEALTH_ONLY = (
    '[[category]]\nid = "growth"\n' + four("title", "Vekst") + 'services = ["health"]\n\n[[category]]\n'
)
FROM_HEALTH = '[[entry]]\nid = "from_health"\nto = "level 1"\n' + four("title", "Fra helse")
CASE = (
    "insert into cases_case (id, municipality_id, unit_id, child_id, version_id, subject, category,"
    " wonder_on, opened_at, opened_by_id, level, entered_step, return_to, round, in_error)"
    " select %s, child.municipality_id, g.unit_id, child.id, version, 'child', %s,"
    " %s, %s, %s, '', '', '', 0, false"
    " from people_child child join people_group g on g.id = child.group_id,"
    " pathways_in_use(child.municipality_id) version"
    " where child.id = %s limit 1"
)
FACT = (
    "insert into moves_recordedfact (id, case_id, fact, named, note, answer, happened_on, seat_id, at)"
    " values (%s, %s, %s, '', '', %s, %s, %s, %s)"
)
TOLD = (
    "insert into moves_recordedfact"
    " (id, case_id, fact, named, note, answer, happened_on, told_date, named_seat_id, seat_id, at)"
    " values (%s, %s, %s, '', '', %s, %s, %s, %s, %s, %s)"
)
FIRST = '["log_consent or log_consent.no"]'
ALL_ASKED = FIRST[:-1] + ', "due_on", "helper"]'
TELLS = """[[fact]]
id = "due_on"
kind = "date"
title.en = "Due"
to_do.en = "Say when it is due"

[[fact]]
id = "helper"
kind = "person"
title.en = "Helper"
to_do.en = "Name a helper"

[[level]]
"""


def written(world, who, category):
    key, seat = uuid7(), who.seat.pk
    return (CASE, key, category, world.today, world.now, seat, world.ola.pk)


@pytest.mark.parametrize(
    ("category", "comes_of_it"), [("friends", TAKEN), ("", TAKEN), ("no_such", DENIED), ("growth", DENIED)]
)
def test_a_worry_is_about_what_the_pathway_offers_those_of_the_service(world, category, comes_of_it):
    published(world, ("[[category]]\n", HEALTH_ONLY))
    with world.as_(world.kari):
        assert attempt(written(world, world.kari, category)) == comes_of_it


@pytest.mark.parametrize(
    ("services", "comes_of_it"), [("", TAKEN), ('services = ["health"]\n', NOT_POSSIBLE)]
)
def test_a_case_begins_elsewhere_only_for_those_whom_the_file_names(world, services, comes_of_it):
    published(world, ("[[category]]\n", f"{FROM_HEALTH}{services}\n[[category]]\n"))
    worry = written(world, world.kari, "")
    member = (
        MEMBER, uuid7(), worry[1], world.kari.seat.pk, "author", world.now,
    )  # fmt: skip
    begins = move(
        type("Born", (), {"pk": worry[1]}), world.kari, "from_health", "level 1", world.now, kind="opened"
    )
    with world.as_(world.kari):
        assert attempt(worry, member, begins) == comes_of_it


@pytest.mark.parametrize(
    ("fact", "answer", "comes_of_it"),
    [
        ("how", "alone", TAKEN),
        ("how", "maybe", DENIED),
        ("how", "", DENIED),
        ("log_consent", "no", TAKEN),
        ("log_consent", "perhaps", DENIED),
        ("log_consent", "", DENIED),
    ],
)
def test_an_answer_is_one_of_those_that_the_file_has(world, fact, answer, comes_of_it):
    of_the_language(world, "14-answers")
    case = Running(world, world.a_life(days_ago=0))
    case.life.story = replace(STORY, category="")
    case.life.worry(share=True)
    now = world.now + timedelta(hours=1)
    with world.as_(world.kari, now):
        said = (FACT, uuid7(), case.life.case.pk, fact, answer, world.today, world.kari.seat.pk, now)
        assert attempt(said) == comes_of_it
    assert RecordedFact.objects.count() == 0


def tries(world, case, fact):
    with world.as_(world.kari):
        return attempt((FACT, uuid7(), case.pk, fact, "", world.today, world.kari.seat.pk, world.now))


@pytest.mark.parametrize("fact", ["coordinator_considered", "team_decided"])
def test_what_another_level_asks_for_is_said_there_and_nowhere_before(world, fact):
    for level in ("0", "1", "2"):
        assert tries(world, world.a_case(at_level=level), fact) == DENIED
    assert tries(world, world.a_case(at_level="3"), fact) == TAKEN


def test_what_was_asked_for_before_the_case_went_on_is_said_no_more(world):
    assert tries(world, world.a_case(), "contact_named") == TAKEN
    assert tries(world, world.a_case(at_level="1"), "contact_named") == DENIED
    assert tries(world, world.a_case(at_level="1", closed=True), "interviewer_named") == DENIED


@pytest.fixture
def asked(world):
    """A case on a pathway that asks yes or no, for a date, and for a person."""
    of_the_language(world, "14-answers", ("[[level]]\n", TELLS), (FIRST, ALL_ASKED))
    case = Running(world, world.a_life(days_ago=0))
    case.life.story = replace(STORY, category="")
    case.life.worry(share=True)

    now = world.now + timedelta(hours=1)

    def say(fact, *, on=0, told=None, named=None):
        day = None if told is None else world.today + timedelta(days=told)
        answer = "no" if fact == "log_consent" else ""
        with world.as_(world.kari, now):
            return attempt((
                TOLD, uuid7(), case.life.case.pk, fact, answer, world.today + timedelta(days=on), day,
                named and named.seat.pk, world.kari.seat.pk, now,
            ))  # fmt: skip

    return say


@pytest.mark.parametrize(
    ("on", "comes_of_it"), [(0, TAKEN), (-100, TAKEN), (1, DENIED), (300_000, DENIED), (-40_000, DENIED)]
)
def test_what_is_said_has_happened_in_the_childs_life(asked, on, comes_of_it):
    assert asked("log_consent", on=on) == comes_of_it


@pytest.mark.parametrize(
    ("fact", "told", "comes_of_it"),
    [
        ("due_on", 90, TAKEN),
        ("due_on", FARTHEST.days, TAKEN),
        ("due_on", FARTHEST.days + 1, DENIED),
        ("due_on", -1, DENIED),
        ("helper", 90, DENIED),
    ],
)
def test_a_date_is_told_where_the_file_asks_for_one(asked, fact, told, comes_of_it):
    assert asked(fact, told=told) == comes_of_it


def test_somebody_of_the_team_is_named_where_the_file_asks_for_a_person(world, asked):
    assert asked("helper", named=world.kari) == TAKEN
    assert asked("helper", named=world.nora) == DENIED
    assert asked("due_on", named=world.kari) == DENIED
