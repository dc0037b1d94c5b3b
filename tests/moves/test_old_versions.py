"""A case on a version that an earlier Laget published keeps working as it did."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from laget.moves.models import RecordedFact
from laget.moves.queries import facts_of, progress_of
from laget.pathway.models import (
    PathwayCategory,
    PathwayEntry,
    PathwayExit,
    PathwayFact,
    PathwayStep,
    PathwayVersion,
)
from own_pathways import four, published
from running import Running

TABLES = (PathwayCategory, PathwayEntry, PathwayFact, PathwayExit)
OUR_TALK = (
    "[[fact]]\n",
    '[[fact]]\nid = "mother_told"\nguardians = true\n'
    + four("title", "Fortalt mor")
    + four("to_do", "Fortell mor")
    + "\n[[fact]]\n",
)
ASKED = ('done_when = ["concern_described"]', 'done_when = ["concern_described", "mother_told"]')


def rows():
    return [sorted(map(str, table.objects.values_list())) for table in TABLES]


def as_earlier(version_id):
    """What the columns and tables held that came after the version was published."""
    PathwayCategory.objects.filter(version=version_id).delete()
    PathwayEntry.objects.filter(version=version_id).update(services=[])
    PathwayFact.objects.filter(version=version_id).update(answers=[""], guardians=False)
    PathwayExit.objects.filter(version=version_id).update(owes=[])


def read_again():
    migration = import_module("laget.pathway.migrations.0008_what_may_be_said")
    PathwayCategory.objects.all().delete()
    migration.read_again(apps, SimpleNamespace(connection=connection))


def stands(case):
    with case.world.as_(case.world.kari):
        facts = facts_of([case.life.case])[case.life.case.pk]
        return facts, progress_of(case.life.case, facts, case.world.now)


def test_what_is_published_is_read_again_into_the_rows_that_came_later(begun, as_owner):
    case = begun("14-answers")
    with as_owner():
        before = [[row.partition(", ")[2] for row in some] for some in rows()]
        as_earlier(case.life.case.version_id)
        assert [[row.partition(", ")[2] for row in some] for some in rows()] != before
        read_again()
        assert [sorted(row.partition(", ")[2] for row in some) for some in rows()] == [
            sorted(some) for some in before
        ]
    case.record("log_consent", "no")
    case.record("how", "anonymous")
    case.send("kari", "exit", "without", target="closed", reason="Ferdig.")
    case.life.case.refresh_from_db()
    assert case.life.case.closed_at


def test_how_long_the_aftercare_lasts_is_read_again_from_what_is_published(world, as_owner):
    migration = import_module("laget.pathway.migrations.0009_how_long_aftercare")
    with as_owner():
        before = list(PathwayVersion.objects.values_list("aftercare_days", flat=True))
        PathwayVersion.objects.update(aftercare_days=None)
        migration.read_again(apps, SimpleNamespace(connection=connection))
        after = list(PathwayVersion.objects.values_list("aftercare_days", flat=True))
    assert after == before
    assert any(after)


def test_what_deadlines_ask_for_is_read_again_from_what_is_published(world, as_owner):
    migration = import_module("laget.pathway.migrations.0011_what_deadlines_ask_for")
    with as_owner():
        before = list(PathwayStep.objects.order_by("pk").values_list("dues", flat=True))
        PathwayStep.objects.update(dues=[])
        migration.read_again(apps, SimpleNamespace(connection=connection))
        after = list(PathwayStep.objects.order_by("pk").values_list("dues", flat=True))
    assert after == before
    assert any(after)


def test_a_day_that_was_told_before_days_were_kept_counts_from_nothing_until_it_is_told_anew(begun, as_owner):
    case = begun("05-dates")
    case.record("due_day")
    with as_owner():
        RecordedFact.objects.update(told_date=None)
    facts, progress = stands(case)
    assert facts["due_day"] == case.world.today
    assert "date.due_day" not in facts
    assert {due.deadline.fact for due in progress.dues}.isdisjoint({"visited", "prepared", "packed"})
    assert "Visit them at home" in case.page() and "Visit them at home" in case.page("per")
    case.days_go_by(1)
    case.record("due_day")
    assert stands(case)[1].due_for("visited").on == case.world.today + timedelta(weeks=2)


def test_what_needs_the_guardians_is_refused_in_a_sealed_case_on_an_old_version_too(world, as_owner):
    published(world, OUR_TALK, ASKED)
    life = world.a_life(days_ago=0)
    life.worry(share=True)
    case = Running(world, life)
    with as_owner():
        as_earlier(life.case.version_id)
        read_again()
    case.days_go_by(1)
    case.record("mother_told")
    life.seal("Blåmerker")
    said = {"fact": "mother_told", "happened_on": world.today, "seat": world.kari.seat}
    with world.as_(world.kari), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        RecordedFact.objects.create(case=life.case, at=world.now, **said)
