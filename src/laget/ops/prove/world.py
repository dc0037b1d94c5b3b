"""Invented municipalities and children, in a database that only a proof uses."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from uuid import UUID

from laget.ops import database, say
from laget.ops.scratch import SECRET

DATABASE = "laget_prove"


class Seated(NamedTuple):
    """Somebody with an account; a guardian has no seat."""

    person: UUID
    seat: UUID | None


def demo() -> None:
    """All of its children."""
    from laget.foundation import clock
    from laget.ops import fill

    say("Filling them with invented children ...")
    fill.fill_demo(clock.now(), say)


def one_municipality() -> None:
    """The demo's first, with its people and children; nobody has worried about any of them yet."""
    from laget.foundation import clock
    from laget.ops import fill, municipality

    now = clock.now()
    file = fill.file_of(fill.MUNICIPALITIES[0])
    municipality.add(file, now=now, begun_at=now - fill.PEOPLE_BEGAN)


@contextmanager
def invented_world(filled: Callable[[], None] = demo) -> Iterator[None]:
    """As the product has it: pages ask as laget_app, the owner's connection is Django's other one."""
    import django

    os.environ |= {
        "LAGET_MODE": "test",
        "LAGET_SECRET_KEY": SECRET,
        "LAGET_HOSTS": "testserver",
    }
    server = database.server("prove", fast=True)
    with server.running():
        with database.administrator(server) as admin:
            database.drop(admin, DATABASE)
        database.use(database.prepare(server, DATABASE))
        django.setup()
        logging.disable(logging.WARNING)  # that outsiders find nothing is what is tried here
        say("Making the tables ...")
        database.migrate()
        filled()
        try:
            yield
        finally:
            database.close_connections()
            with database.administrator(server) as admin:
                database.drop(admin, DATABASE)


def as_owner(question: str, given: list[Any] | None = None) -> list[Any]:
    """What the owner of the database finds; no rows for an order that gives none."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(question, given)
        return cursor.fetchall() if cursor.description else []


def everybody() -> list[Seated]:
    """All who can sign in, those whose seat has ended too."""
    from laget.people.models import Person

    rows = Person.objects.using("owner").values_list("pk", "seats__pk").order_by("username", "seats__pk")
    return [Seated(*row) for row in rows]


def browser_of(who: Seated) -> Any:
    """Somebody's browser, signed in, speaking to the product without a network between."""
    from django.test import Client

    from laget.foundation import asking

    client = Client(raise_request_exception=False)
    session = client.session
    session[asking.PERSON] = str(who.person)
    session[asking.SEAT] = str(who.seat) if who.seat else ""
    session.save()
    return client
