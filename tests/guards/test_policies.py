"""Every table with a child's data has forced row policies, and the restricted role can do nothing else."""

import re

import pytest
from django.apps import apps
from django.db import connection, models

from laget.cases.models import Case
from laget.database.install import statements
from laget.database.open_to_all import CALLABLE, READABLE
from laget.database.policies import GUARDED
from laget.people.models import Child, Person

ABOUT_A_CHILD = (Case, Child)
# We promise PostgreSQL 15, and the tests run on a newer one.
NEWER_THAN_15 = re.compile(
    r"\b(casefold|pg_unicode_fast|any_value|uuidv[47]|random_normal|array_(sample|shuffle|sort|reverse)"
    r"|json_(table|query|value|exists|array|arrayagg|object|objectagg)|to_(bin|oct)|merge_action|virtual)\b"
)
# Closed: three of Django's that are of no use to us, and what is reached by functions or by the owner alone.
CLOSED = {
    "auth_permission",
    "auth_group",
    "auth_group_permissions",
    "foundation_session",
    "foundation_logturn",
    "sign_in_tie",
}
OWNERS_PATH = "search_path=pg_catalog, public, pg_temp"
OF_AN_ACCOUNT = {"id", "username", "name", "is_staff", "language", "scheme"}

# Texts that are about a case, and in which no name of a child is looked for.
NO_NAMES = {
    "a word of a list": "cases_teammember.basis cases_entry.kind cases_entry.audience consents_consent.answer"
    " consents_invitedservice.ended_with"
    " plans_measure.arena plans_measure.responsible plans_measurereview.as_planned plans_measurereview.effect"
    " plans_measurereview.onward plans_planchange.part meetings_meeting.child_part meetings_attendee.presence"
    " meetings_voiceentry.how moves_move.kind foundation_accesslog.action"
    " foundation_accesslog.basis",
    "a word of the pathway": "cases_concern.category cases_filledform.form meetings_meeting.template"
    " moves_move.exit moves_move.target moves_move.from_level moves_recordedfact.fact"
    " moves_recordedfact.answer",
    "about one child, and not a group": "absence_countdecision.pathway absence_countdecision.count"
    " absence_countdecision.reason",
    "the names of those who did what the note tells (notes.sql)": "cases_entry.about",
    "the words of the meeting, as they stand there": "meetings_minutesversion.text",
    "of a group nobody is asked": "consents_consent.shown",
    "a trigger of its own": "plans_planchange.before plans_planchange.after",
    "only the writer reads it, until it is sent": "foundation_draft.form foundation_draft.fields",
}

pytestmark = pytest.mark.django_db


def ours():
    for model in apps.get_models(include_auto_created=True):
        yield model, model._meta.db_table


def test_every_table_is_thought_of():
    known = {*GUARDED, *READABLE, *CLOSED, "django_migrations"}
    assert {table for _, table in ours()} - known == set()


def test_every_table_about_a_child_is_guarded():
    about = {
        table
        for model, table in ours()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model in ABOUT_A_CHILD
    }
    assert about | {Case._meta.db_table, Child._meta.db_table, Person._meta.db_table} <= set(GUARDED)


def test_every_guarded_table_has_forced_row_security_in_the_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relname = any(%s) and relrowsecurity and relforcerowsecurity",
            [list(GUARDED)],
        )
        assert {name for (name,) in cursor.fetchall()} == set(GUARDED)


def test_the_restricted_role_may_not_pass_by_the_policies():
    with connection.cursor() as cursor:
        cursor.execute("select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == ("laget_app", False, False)


def test_the_restricted_role_deletes_only_what_the_table_says():
    allowed = {table for table, rows in GUARDED.items() if rows.remove}
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.role_table_grants"
            " where grantee = 'laget_app' and privilege_type in ('DELETE', 'TRUNCATE')"
        )
        assert {name for (name,) in cursor.fetchall()} == allowed


def test_nobody_asking_sees_no_row():
    with connection.cursor() as cursor:
        for table in GUARDED:
            cursor.execute(
                f"select count(*) from {table}" + (" where not is_staff" if "person" in table else "")
            )
            assert cursor.fetchone() == (0,), table


def test_what_is_closed_is_closed():
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct table_name from information_schema.role_table_grants"
            " where grantee in ('laget_app', 'PUBLIC') and table_schema = 'public' and table_name = any(%s)",
            [list(CLOSED)],
        )
        assert cursor.fetchall() == []


def test_what_runs_as_the_owner_reads_no_temporary_table():
    """Left out, pg_temp is looked through first: a table of that name there would be read instead."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname, proconfig from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"
        )
        elsewhere = [name for name, settings in cursor.fetchall() if OWNERS_PATH not in (settings or ())]
    assert elsewhere == []


def test_only_what_policies_name_may_be_called():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc where pronamespace = 'public'::regnamespace"
            " and has_function_privilege('laget_app', oid, 'execute')"
        )
        assert {name for (name,) in cursor.fetchall()} == {name.split("(")[0] for name in CALLABLE}


def texts_about_a_case():
    for model, table in ours():
        fields = model._meta.concrete_fields
        if table in GUARDED and any(field.column == "case_id" for field in fields):
            kinds = (models.CharField, models.TextField, models.JSONField)
            yield from (f"{table}.{field.column}" for field in fields if isinstance(field, kinds))


def texts_where_no_child_is_named():
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, encode(tgargs, 'escape') from pg_trigger"
            " where tgname = 'names_nobody'"
        )
        for table, words in cursor.fetchall():
            for word in words.removesuffix("\\000").split("\\000"):
                yield f"{table}.{word.removesuffix(' but staff')}"


def test_in_every_text_about_a_group_a_name_is_looked_for_or_it_is_said_why_not():
    found = {each for each in texts_where_no_child_is_named() if not each.startswith("plans_planchange.")}
    said = {text for texts in NO_NAMES.values() for text in texts.split()}
    assert found | said == set(texts_about_a_case())
    assert not found & said


def test_an_account_holds_nothing_that_lets_anybody_in():
    assert {field.column for field in Person._meta.concrete_fields} == OF_AN_ACCOUNT
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns where table_name = 'people_person'"
        )
        assert {name for (name,) in cursor.fetchall()} == OF_AN_ACCOUNT


def test_the_database_is_asked_for_nothing_that_our_oldest_postgresql_has_not():
    assert [found[0] for statement in statements() for found in NEWER_THAN_15.finditer(statement)] == []
