"""A database as large as a country: invented cases, written with SQL and not one by one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import ClientCursor, sql

from laget.ops import clone_folder, database, say
from laget.ops.database import Server, Urls

OWN_CASES = 60
WORKER, LEADER = 21, 1  # the measured seats, as fill.sql numbers them
STATEMENTS = Path(__file__).with_name("fill.sql")
PATHWAY = Path("pathways") / "nivaa-0-3.toml"

# What a column holds when a row says nothing about it: the fill names only what matters to the pages.
BLANK = {
    "text": "''",
    "character varying": "''",
    "boolean": "false",
    "integer": "0",
    "smallint": "0",
    "jsonb": "'{}'",
    "ARRAY": "'{}'",
}


@dataclass(frozen=True)
class Asking:
    """One of the two who are measured."""

    person_id: UUID
    seat_id: UUID
    unit_id: UUID


@dataclass(frozen=True)
class Own:
    """One of the measured worker's cases."""

    case_id: UUID
    name: str


@dataclass(frozen=True)
class Filled:
    urls: Urls
    worker: Asking
    leader: Asking
    own: list[Own]


def fill(server: Server, name: str, cases: int) -> Filled:
    with database.administrator(server) as admin:
        database.drop(admin, name)
    urls = database.prepare(server, name)
    database.use(urls)
    import django

    django.setup()
    from laget.foundation import clock

    say("Making the tables ...")
    database.migrate()
    now = clock.now()
    with psycopg.connect(
        server.admin, dbname=name, autocommit=True, cursor_factory=ClientCursor
    ) as connection:
        _blank_by_default(connection)
        with connection.transaction():
            _write(connection, {"cases": cases, "own": OWN_CASES, "now": now, **_municipality(now)})
        say("Tidying up ...")
        connection.execute("vacuum analyze")
        return _filled(connection, urls)


def _municipality(now: datetime) -> dict[str, UUID]:
    from laget.pathway.publishing import publish
    from laget.people.models import Municipality, Service

    place = Municipality(code="bench", name="Målevik", country="no", languages=["nb"], theme="fjord")
    place.save(using="owner")
    school = Service(code="school", name="Skole")
    school.save(using="owner")
    version = publish(municipality=place, text=(clone_folder() / PATHWAY).read_text(), now=now)
    return {"municipality": place.pk, "service": school.pk, "version": version.pk}


def _blank_by_default(connection: psycopg.Connection[Any]) -> None:
    needed = connection.execute(
        "select table_name, column_name, data_type from information_schema.columns"
        " where table_schema = 'public' and is_nullable = 'NO' and is_identity = 'NO'"
        " and column_default is null and is_generated = 'NEVER' and data_type = any(%s)",
        [list(BLANK)],
    )
    for table, column, kind in needed.fetchall():
        connection.execute(
            sql.SQL("alter table {} alter column {} set default {}").format(
                sql.Identifier(table), sql.Identifier(column), sql.SQL(BLANK[kind])
            )
        )


def _write(connection: psycopg.Connection[Any], values: dict[str, Any]) -> None:
    """With triggers off: what they would check a million times is so by the way it is written."""
    connection.execute("set local session_replication_role = replica")
    for statement in STATEMENTS.read_text().split("\n\n")[1:]:
        if statement.startswith("-- "):
            say(f"{statement.splitlines()[0].removeprefix('-- ')} ...")
        connection.execute(statement.encode(), values)


def _filled(connection: psycopg.Connection[Any], urls: Urls) -> Filled:
    def asking(number: int) -> Asking:
        found = connection.execute(
            "select person_id, id, unit_id from people_seat where id = pg_temp.key(4, %s)", [number]
        )
        return Asking(*(found.fetchone() or ()))

    worker = asking(WORKER)
    own = connection.execute(
        "select c.id, given_name || ' ' || family_name from cases_teammember m"
        " join cases_case c on c.id = m.case_id join people_child child on child.id = c.child_id"
        " where m.seat_id = %s and c.closed_at is null order by c.id",
        [worker.seat_id],
    )
    return Filled(urls, worker, asking(LEADER), [Own(*row) for row in own.fetchall()])
