"""Every table with a child's data has forced row policies, and the restricted role can do nothing else."""

import pytest
from django.apps import apps
from django.db import connection, models

from laget.cases.models import Case
from laget.database.policies import GUARDED, READABLE, WRITABLE
from laget.people.models import Child, Person

ABOUT_A_CHILD = (Case, Child)
UNUSED = {"auth_permission", "auth_group", "auth_group_permissions"}  # Django's own, of no use to us, closed

pytestmark = pytest.mark.django_db


def ours():
    for model in apps.get_models(include_auto_created=True):
        yield model, model._meta.db_table


def test_every_table_is_thought_of():
    known = {*GUARDED, *READABLE, *WRITABLE, *UNUSED, "django_migrations"}
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
    allowed = {table for table, rows in GUARDED.items() if rows.remove} | set(WRITABLE)
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
