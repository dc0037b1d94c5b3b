"""Databases for tests: migrated once for each shape of the tables, then copied, which takes 50 milliseconds.

A test's connection is an administrator's that has become laget_app for everything the database checks. So a
test can be the owner for a moment, in the same transaction, and leave nothing behind.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from laget.ops import database
from laget.ops.database import APP, OWNER, Server, Urls

PACKAGE = Path(__file__).parents[1]
TEMPLATE, COPY = "laget_template_", "laget_test_"
TEMPLATES_KEPT = 3
OF_A_DATABASE = ("DATABASE_URL", "LAGET_OWNER_DATABASE_URL", "LAGET_BACKUP_DATABASE_URL")
SECRET = "only-for-tests-and-on-this-machine"  # noqa: S105

_numbers = count(1)


def set_environment() -> None:
    """For Django's settings; the database itself is made when the first test asks for it."""
    os.environ |= {
        "LAGET_MODE": "test",
        "LAGET_SECRET_KEY": SECRET,
        "LAGET_HOSTS": "testserver localhost 127.0.0.1",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # the browser's driver runs an event loop in the tests' thread
    }
    database.use(test_server().urls(f"{COPY}none"))


def test_server() -> Server:
    return database.server("test", fast=True)


@contextmanager
def serving() -> Iterator[Server]:
    """The tests' server, with this shape's template in place."""
    server = test_server()
    with server.running():
        with database.administrator(server) as admin:
            database.wait_for_turn(admin, "template")
            _sweep(admin)
            if not database.exists(admin, template_name()):
                _make_template(server, admin)
        yield server


@contextmanager
def copied(server: Server) -> Iterator[Urls]:
    """A database of this process's own, and Django's connections pointing at it."""
    name = f"{COPY}{os.getpid()}_{next(_numbers)}"
    with database.administrator(server) as admin:
        database.create(admin, name, template=template_name())
    try:
        with django_using(server, name):
            yield server.urls(name)
    finally:
        with database.administrator(server) as admin:
            database.drop(admin, name)


@contextmanager
def django_using(server: Server, name: str) -> Iterator[None]:
    """For this thread's connections and for those that other threads and processes make from here on."""
    from django.db import connections

    before = {alias: dict(connections[alias].settings_dict) for alias in ("default", "owner")}
    environment = {key: os.environ[key] for key in OF_A_DATABASE}
    database.use(server.urls(name))
    _point("default", server.admin, name)
    _point("owner", server.url(OWNER, name), name)
    try:
        yield
    finally:
        os.environ |= environment
        for alias, settings in before.items():
            connections[alias].close()
            connections[alias].settings_dict.update(settings)


@contextmanager
def as_owner() -> Iterator[None]:
    """Be laget_owner, whom no row policy binds, on the connection and in the transaction that the test has.

    An error undoes the change of role together with the savepoint, so that it cannot outlive the block.
    """
    from django.db import connections, transaction

    default, owner = connections["default"], connections["owner"]
    connections["owner"] = default
    try:
        with transaction.atomic(), default.cursor() as cursor:
            become(cursor, OWNER)
            yield
            become(cursor, APP)
    finally:
        connections["owner"] = owner


def become(cursor: Any, role: str) -> None:
    cursor.execute(f"set session authorization {role}")


@cache
def template_name() -> str:
    """Changes with everything that makes the tables: migrations, policies, functions. A run keeps to one."""
    shape = hashlib.sha256()
    for file in sorted([*PACKAGE.glob("*/migrations/*.py"), *PACKAGE.glob("database/**/*.*")]):
        if file.suffix in (".py", ".sql"):
            shape.update(f"{file.relative_to(PACKAGE)}\0".encode() + file.read_bytes())
    return f"{TEMPLATE}{shape.hexdigest()[:12]}"


def _point(alias: str, url: str, name: str) -> None:
    from django.db import connections

    info = psycopg.conninfo.conninfo_to_dict(url)
    connection = connections[alias]
    connection.close()
    connection.settings_dict.update(
        NAME=name,
        USER=info.get("user", ""),
        PASSWORD=info.get("password", ""),
        HOST=info.get("host", ""),
        PORT=info.get("port", ""),
    )


def _make_template(server: Server, admin: psycopg.Connection) -> None:
    """Under another name until it is whole: an interrupted run must not leave half a template."""
    half_made = f"{template_name()}_new"
    database.drop(admin, half_made)
    database.prepare(server, half_made)
    with django_using(server, half_made):
        database.migrate()
    admin.execute(f"alter database {half_made} rename to {template_name()}")


def _sweep(admin: psycopg.Connection) -> None:
    """Copies whose process is gone, and all but the newest templates."""
    rows = admin.execute("select datname from pg_database order by oid").fetchall()
    names = [name for (name,) in rows]
    templates = [name for name in names if name.startswith(TEMPLATE)]
    for name in templates[:-TEMPLATES_KEPT] + [name for name in names if _is_left_behind(name)]:
        database.drop(admin, name)


def _is_left_behind(name: str) -> bool:
    copy = re.fullmatch(COPY + r"(\d+)_\d+", name)
    return copy is not None and not _is_alive(int(copy[1]))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
