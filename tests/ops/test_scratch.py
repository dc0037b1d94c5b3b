"""What the tests' own databases promise."""

import subprocess
import sys
import threading

import pytest
from django.db import ProgrammingError, connection, connections, transaction

ME = "select session_user, current_user, current_setting('is_superuser')"


def ask(sql: str, alias: str = "default") -> object:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def tell(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def may_make_a_table() -> bool:
    try:
        with transaction.atomic():
            tell("create table made_by_a_test (id int)")
    except ProgrammingError:
        return False
    return True


@pytest.mark.django_db
def test_a_test_is_the_restricted_role() -> None:
    assert ask(ME) == ("laget_app", "laget_app", "off")
    assert not may_make_a_table()


@pytest.mark.django_db
def test_the_restricted_role_may_not_become_the_owner() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask("set role laget_owner")


@pytest.mark.django_db
def test_for_a_moment_a_test_is_the_owner(as_owner) -> None:
    with as_owner():
        assert ask(ME) == ("laget_owner", "laget_owner", "off")
        assert may_make_a_table()
        assert connections["owner"] is connections["default"]
    assert ask(ME) == ("laget_app", "laget_app", "off")


@pytest.mark.django_db
def test_an_error_while_being_the_owner_ends_it(as_owner) -> None:
    with pytest.raises(ProgrammingError), as_owner():
        ask("select from no_such_table")
    assert ask(ME) == ("laget_app", "laget_app", "off")


@pytest.mark.django_db
def test_what_an_earlier_test_made_is_gone() -> None:
    assert ask("select to_regclass('made_by_a_test')") == (None,)


class TestCommitted:
    def test_others_see_what_is_written(self, committed_db, as_owner) -> None:
        with as_owner():
            tell("create table seen (id int)")
            tell("grant select on seen to laget_app")
        found: list[object] = []

        def look() -> None:
            found.extend([ask("select count(*) from seen"), ask("select current_database()"), ask(ME)])
            connection.close()

        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        assert found == [(0,), ask("select current_database()"), ("laget_app", "laget_app", "off")]

    def test_another_process_sees_it_too(self, committed_db) -> None:
        code = (
            "import os, psycopg; app = psycopg.connect(os.environ['DATABASE_URL'])\n"
            "print(app.execute('select session_user, count(*) from seen').fetchone())"
        )
        assert subprocess.check_output([sys.executable, "-c", code], text=True) == "('laget_app', 0)\n"

    def test_the_owner_has_a_connection_of_its_own(self, committed_db) -> None:
        assert ask(ME, "owner") == ("laget_owner", "laget_owner", "off")
