"""What a worry is about, where it begins, what is answered: as the file says, also past all pages."""

from dataclasses import replace
from datetime import timedelta

import pytest

from access.raw import DENIED, MEMBER, NOT_POSSIBLE, TAKEN, attempt, move
from laget.foundation.ids import uuid7
from laget.moves.models import RecordedFact
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
