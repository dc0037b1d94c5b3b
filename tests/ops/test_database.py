"""The roles and the database, on the embedded server and on an older one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from laget.ops import CannotGoOn, database, state_folder
from laget.ops.database import Server
from laget.ops.postgres import cluster

DEBIANS = Path("/usr/lib/postgresql/15/bin")
STRENGTHS = """
select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcanlogin from pg_roles where rolname like 'laget%'
"""


@pytest.fixture(scope="module", params=["embedded", "PostgreSQL 15"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Its administrator's address as DATABASE_URL, so that the roles get passwords."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAGET_STATE", str(tmp_path_factory.mktemp("state")))
        if request.param == "PostgreSQL 15":
            if not DEBIANS.exists():
                pytest.skip("no PostgreSQL 15 on this machine")
            patch.setenv("LAGET_PG_BIN", str(DEBIANS))
        own = cluster("other", fast=True)
        patch.setenv(database.ADMIN_URL, own.url("postgres", "postgres"))
        with own.running():
            yield database.server("demo")
        own.reset()
        shutil.rmtree(own.account.home)


def test_the_roles_are_as_strong_as_they_should_be(server: Server) -> None:
    database.prepare(server, "laget_trial")
    with database.administrator(server) as admin:
        admin.execute("alter role laget_app superuser")
    database.prepare(server, "laget_trial")
    with database.administrator(server) as admin:
        assert sorted(admin.execute(STRENGTHS).fetchall()) == [
            ("laget_app", False, False, False, True),
            ("laget_backup", False, True, False, True),
            ("laget_owner", False, True, False, True),
        ]


def test_each_role_reaches_the_database_and_only_the_owner_makes_tables(server: Server) -> None:
    urls = database.prepare(server, "laget_trial")
    with psycopg.connect(urls.owner) as owner:
        owner.execute("create table thing (id int)")
    with psycopg.connect(urls.backup) as backup:
        backup.execute("select from thing")
    with psycopg.connect(urls.app) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("create table another (id int)")


def test_the_passwords_are_kept_and_private(server: Server) -> None:
    assert server.passwords == database.server("demo").passwords
    assert len(set(server.passwords.values())) == 3
    assert (state_folder() / "passwords.json").stat().st_mode & 0o077 == 0
    assert server.passwords[database.APP] in server.url(database.APP, "x")


def test_a_server_that_does_not_answer_is_said(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(database.ADMIN_URL, "postgresql://admin:hush@127.0.0.1:1/postgres")
    with pytest.raises(CannotGoOn, match="does not answer") as told, database.server("demo").running():
        pass
    assert "hush" not in str(told.value)


def test_an_administrator_is_needed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = database.prepare(server, "laget_trial")
    monkeypatch.setenv(database.ADMIN_URL, urls.app)
    with pytest.raises(CannotGoOn, match="no superuser"), database.server("demo").running():
        pass
