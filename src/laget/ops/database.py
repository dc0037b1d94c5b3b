"""The three roles, and a database that one of them owns.

laget_owner migrates and sets up; laget_app is what the product runs as, and row policies bind it;
laget_backup reads everything: a backup of what somebody may see would be no backup.
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from laget.ops import CannotGoOn, state_folder
from laget.ops.postgres import ADMINISTRATOR, QUIET, Cluster, cluster

OWNER, APP, BACKUP = "laget_owner", "laget_app", "laget_backup"
ATTRIBUTES = {
    OWNER: "login nosuperuser bypassrls nocreatedb nocreaterole",
    APP: "login nosuperuser nobypassrls nocreatedb nocreaterole",
    BACKUP: "login nosuperuser bypassrls nocreatedb nocreaterole",
}
ADMIN_URL = "LAGET_ADMIN_DATABASE_URL"  # what DATABASE_URL was before it became laget_app's own
OLDEST_VERSION = 15


@dataclass(frozen=True)
class Urls:
    """One database, as each role reaches it."""

    app: str
    owner: str
    backup: str


@dataclass(frozen=True)
class Server:
    """A PostgreSQL where Laget may make roles and databases: the embedded one, or the one in DATABASE_URL."""

    admin: str
    passwords: dict[str, str] = field(default_factory=dict, repr=False)
    cluster: Cluster | None = None

    def url(self, role: str, database: str) -> str:
        parts = urlsplit(self.admin)
        password = self.passwords.get(role)
        who = role + (f":{quote(password)}" if password else "")
        place = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{who}@{place}", path=f"/{database}"))

    def urls(self, database: str) -> Urls:
        return Urls(*(self.url(role, database) for role in (APP, OWNER, BACKUP)))

    @contextmanager
    def running(self) -> Iterator[None]:
        if self.cluster:
            with self.cluster.running():
                yield
        else:
            _refuse_what_cannot_serve(self.admin)
            yield


def server(name: str, *, fast: bool = False, **settings: str) -> Server:
    """The PostgreSQL for this purpose; describing it starts nothing.

    The administrator's address is put aside first: DATABASE_URL will soon be the app's, for Django and for
    every process started from here.
    """
    admin = os.environ.setdefault(ADMIN_URL, os.environ.get("DATABASE_URL", ""))
    if admin:
        return Server(admin, _kept_passwords())
    own = cluster(name, fast=fast, **settings)
    return Server(own.url(ADMINISTRATOR, "postgres"), cluster=own)


def prepare(server: Server, name: str) -> Urls:
    """The roles, and the database if it is missing. Done again, it changes nothing."""
    with administrator(server) as admin:
        wait_for_turn(admin, "roles")
        for role in ATTRIBUTES:
            _make_role(admin, role, server.passwords.get(role))
        admin.execute(sql.SQL("grant pg_read_all_data to {}").format(sql.Identifier(BACKUP)))
        if not exists(admin, name):
            create(admin, name)
    return server.urls(name)


@contextmanager
def administrator(server: Server) -> Iterator[psycopg.Connection]:
    with psycopg.connect(server.admin, autocommit=True) as connection:
        yield connection


def wait_for_turn(admin: psycopg.Connection, what: str) -> None:
    """Two starts at once do it one after the other; the turn ends with the connection."""
    admin.execute("select pg_advisory_lock(hashtext('laget'), hashtext(%s))", [what])


def exists(admin: psycopg.Connection, name: str) -> bool:
    return bool(admin.execute("select from pg_database where datname = %s", [name]).rowcount)


def create(admin: psycopg.Connection, name: str, *, template: str = "template0") -> None:
    """Only our roles may connect: on a shared server, PUBLIC would be everybody."""
    database = sql.Identifier(name)
    order = sql.SQL("create database {} owner {} template {} encoding 'UTF8'")
    admin.execute(order.format(database, sql.Identifier(OWNER), sql.Identifier(template)))
    admin.execute(sql.SQL("revoke all on database {} from public").format(database))
    roles = sql.SQL(", ").join(map(sql.Identifier, (APP, BACKUP)))
    admin.execute(sql.SQL("grant connect on database {} to {}").format(database, roles))
    for setting, value in QUIET.items():
        order = sql.SQL("alter database {} set {} = {}")
        admin.execute(order.format(database, sql.Identifier(setting), sql.Literal(value)))


def drop(admin: psycopg.Connection, name: str) -> None:
    admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def remark(admin: psycopg.Connection, name: str) -> str | None:
    """What was noted on the database itself: it goes with it, and no table has to exist."""
    order = "select shobj_description(oid, 'pg_database') from pg_database where datname = %s"
    row = admin.execute(order, [name]).fetchone()
    return row[0] if row else None


def set_remark(admin: psycopg.Connection, name: str, text: str) -> None:
    admin.execute(sql.SQL("comment on database {} is {}").format(sql.Identifier(name), sql.Literal(text)))


def use(urls: Urls) -> None:
    """From here on Django in this process, and in those it starts, means this database."""
    os.environ |= {
        "DATABASE_URL": urls.app,
        "LAGET_OWNER_DATABASE_URL": urls.owner,
        "LAGET_BACKUP_DATABASE_URL": urls.backup,
    }


def migrate() -> None:
    """As the owner; the product's own role may change no table."""
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0, interactive=False)


def close_connections() -> None:
    """All of them, those that a pool keeps included."""
    from django.db import connections

    connections.close_all()
    for connection in connections.all():
        connection.close_pool()  # type: ignore[attr-defined]


def _make_role(admin: psycopg.Connection, role: str, password: str | None) -> None:
    """Its attributes are set each time: a role that somebody made stronger by hand must not stay so."""
    known = admin.execute("select from pg_roles where rolname = %s", [role]).rowcount
    order = sql.SQL("{} role {} with " + ATTRIBUTES[role]).format(
        sql.SQL("alter" if known else "create"), sql.Identifier(role)
    )
    if password:
        order += sql.SQL(" password {}").format(sql.Literal(password))
    admin.execute(order)


def _kept_passwords() -> dict[str, str]:
    path = state_folder() / "passwords.json"
    if path.exists():
        return json.loads(path.read_text())
    passwords = {role: secrets.token_urlsafe(32) for role in ATTRIBUTES}
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(passwords, file)
    return passwords


def _refuse_what_cannot_serve(url: str) -> None:
    if urlsplit(url).scheme not in ("postgresql", "postgres"):
        raise CannotGoOn("DATABASE_URL is no address: write postgresql://user:password@host/postgres.")
    shown = _without_password(url)
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version // 10_000
            is_superuser = connection.info.parameter_status("is_superuser") == "on"
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        reason = str(error).strip().splitlines()[0].strip()
        raise CannotGoOn(
            f"DATABASE_URL ({shown}) does not answer; without it Laget brings its own. {reason}"
        ) from None
    if version < OLDEST_VERSION:
        raise CannotGoOn(f"{shown} is PostgreSQL {version}, and Laget needs {OLDEST_VERSION} or newer.")
    if not is_superuser:
        raise CannotGoOn(
            f"{shown} is no superuser, and Laget makes its roles there: name one in DATABASE_URL."
        )


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{unquote(parts.username or '')}@{place}", query=""))
