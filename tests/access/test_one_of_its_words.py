"""Where a form offers a choice, the database takes no other word: a page could not say it to anybody."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from access.raw import DENIED, FAMILY_KEPT_OUT, TAKEN, attempt
from laget.database.choices import fields_with_choices
from laget.database.install import install
from laget.foundation.ids import uuid7
from laget.meetings.models import Meeting, VoiceEntry
from laget.plans.models import Evaluation, Measure

NO_SUCH_WORD = "23514"
WORDS = {
    "plans_measure": {
        "text": "Lekegruppe", "arena": "unit", "responsible": "staff", "responsible_name": "Kari Lund",
    },
    "plans_measurereview": {"as_planned": "yes", "effect": "works", "onward": "keep", "note": ""},
    "meetings_meeting": {
        "template": "conversation", "purpose": "", "place": "", "child_part": "no", "voice_by": "",
        "minutes": "", "minutes_version": 0,
    },
    "meetings_attendee": {"is_child": False, "name": "Bestemor", "presence": "invited"},
    "meetings_voiceentry": {
        "told_to": "Kari", "how": "talk", "words": "Det er bra.", "not_asked_because": "",
    },
    "cases_entry": {"text": "Han lekte.", "audience": "team"},
    "consents_consent": {"answer": "refused"},
}  # fmt: skip
CHOSEN = [
    ("plans_measure", "arena"),
    ("plans_measure", "responsible"),
    ("plans_measurereview", "as_planned"),
    ("plans_measurereview", "effect"),
    ("plans_measurereview", "onward"),
    ("meetings_meeting", "child_part"),
    ("meetings_attendee", "presence"),
    ("meetings_voiceentry", "how"),
    ("cases_entry", "audience"),
    ("consents_consent", "answer"),
]
MEETS = (
    "insert into meetings_meeting (id, case_id, template, purpose, place, starts_at, planned_at,"
    " planned_by_id, child_part, voice_by, minutes, minutes_version)"
    " values (%s, %s, %s, '', '', %s, %s, %s, '', '', '', 0)"
)


def of_the_case(world, case, table):
    """What else stands in a row that KARI writes now: keys, days and moments."""
    seat, now = world.kari.seat.pk, world.now
    measure = Measure(case=case, created_at=now, **WORDS["plans_measure"])
    evaluated = Evaluation.objects.filter(case=case).first()
    held = Meeting.objects.filter(case=case, held_at=None).first()
    by = {"id": uuid7(), "case_id": case.pk}
    if table == "plans_measurereview":
        measure.save(force_insert=True)
    return by | {
        "plans_measure": {"created_at": now},
        "plans_measurereview": {
            "evaluation_id": evaluated and evaluated.pk, "measure_id": measure.pk, "at": now,
        },
        "meetings_meeting": {"starts_at": now, "planned_at": now, "planned_by_id": seat},
        "meetings_attendee": {"meeting_id": held and held.pk},
        "meetings_voiceentry": {"seat_id": seat, "said_on": world.today, "at": now},
        "cases_entry": {"seat_id": seat, "at": now},
        "consents_consent": {
            "seat_id": seat, "at": now, "guardian_id": world.mona.person.pk,
            "service_id": world.services["health"].pk,
        },
    }[table]  # fmt: skip


def written(table, row):
    places = ", ".join(["%s"] * len(row))
    return f"insert into {table} ({', '.join(row)}) values ({places})", *row.values()


@pytest.fixture
def case(world):
    """At level 2, with all that is asked for there and a meeting to come."""
    case = world.a_case(at_level="2", ready=True)
    with world.as_(world.kari):
        assert attempted(MEETS, uuid7(), case.pk, "conversation", world.now, world.now, world.kari.seat.pk)
    return case


def attempted(order, *values):
    with connection.cursor() as cursor:
        cursor.execute(order, values)
        return cursor.rowcount


@pytest.mark.parametrize(("table", "column"), CHOSEN)
def test_no_other_word_is_kept_where_a_form_offers_a_choice(world, case, table, column):
    with world.as_(world.kari):
        row = {**WORDS[table], **of_the_case(world, case, table)}
        assert attempt(written(table, row)) == TAKEN
        assert attempt(written(table, {**row, column: "other"})) == NO_SUCH_WORD


def test_what_may_be_changed_is_changed_to_no_other_word(world, case):
    with world.as_(world.kari):
        come = "update meetings_attendee set presence = %s where case_id = %s"
        assert attempt((come, "present", case.pk)) == TAKEN
        assert attempt((come, "there", case.pk)) == NO_SUCH_WORD


def meets(world, case, kind):
    with world.as_(world.kari):
        return attempt((MEETS, uuid7(), case.pk, kind, world.now, world.now, world.kari.seat.pk))


def test_a_meeting_is_of_a_kind_that_the_pathway_has(world, case):
    assert meets(world, case, "start_meeting") == TAKEN
    assert meets(world, case, "no_such") == DENIED


def test_a_case_that_has_ended_plans_no_meeting(world):
    assert meets(world, world.a_case(at_level="1", closed=True), "conversation") == DENIED


def test_in_a_sealed_case_no_meeting_is_planned_where_guardians_take_part(world):
    sealed = world.a_case(sealed=True)
    assert meets(world, sealed, "protection") == TAKEN
    assert meets(world, sealed, "conversation") == DENIED


def test_one_that_guardians_take_part_in_is_not_held_once_the_case_is_sealed(world):
    life = world.a_life()
    life.worry(share=True)
    kinds = {kind: uuid7() for kind in ("conversation", "protection")}
    with world.as_(world.kari):
        for kind, key in kinds.items():
            attempted(MEETS, key, life.case.pk, kind, life.at, world.now, world.kari.seat.pk)
    life.seal("Det kan være vold.")
    with world.as_(world.kari):
        held = "update meetings_meeting set held_at = %s where id = %s"
        assert attempt((held, world.now, kinds["conversation"])) == FAMILY_KEPT_OUT
        assert attempt((held, world.now, kinds["protection"])) == TAKEN


def checks_of(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "select conname, pg_get_constraintdef(oid) from pg_constraint"
            " where contype = 'c' and conrelid = %s::regclass",
            [table],
        )
        return dict(cursor.fetchall())


@pytest.mark.django_db
def test_every_field_with_choices_is_held_to_them():
    fields = list(fields_with_choices())
    assert {(table, column) for table, column in CHOSEN} <= {(table, column) for table, column, _ in fields}
    for table, column, words in fields:
        check = checks_of(table).get(f"one_of_{column}", "")
        assert words and all(f"'{word}'" in check for word in words), (table, column)


@pytest.mark.django_db
def test_the_rule_comes_to_a_database_that_holds_other_words_already(world, as_owner):
    """Nobody's row is lost or changed by it; only what is written from then on is held to it."""
    case = world.a_case(at_level="1")
    old = {
        **WORDS["meetings_voiceentry"], "id": uuid7(), "case_id": case.pk, "how": "sung",
        "seat_id": world.kari.seat.pk, "said_on": world.today, "at": world.now,
    }  # fmt: skip
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table meetings_voiceentry drop constraint one_of_how")
        cursor.execute(*_as_one(written("meetings_voiceentry", old)))
        install(cursor)
        assert VoiceEntry.objects.filter(how="sung").exists()
    with world.as_(world.kari):
        assert attempt(written("meetings_voiceentry", {**old, "id": uuid7()})) == NO_SUCH_WORD


def _as_one(order):
    sql, *values = order
    return sql, values


def test_the_kinds_of_meetings_are_read_again_from_what_is_published(world, as_owner):
    migration = import_module("laget.pathway.migrations.0012_kinds_of_meetings")
    kinds = apps.get_model("pathway", "PathwayMeeting").objects
    with as_owner():
        before = sorted(kinds.values_list("version", "meeting", "guardians"))
        kinds.all().delete()
        migration.read_again(apps, SimpleNamespace(connection=connection))
        assert sorted(kinds.values_list("version", "meeting", "guardians")) == before
        assert before
