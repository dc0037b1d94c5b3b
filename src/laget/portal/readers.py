"""Who of the staff has read about a guardian's child, as the database tells the family (database/log.sql)."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db import connection

AT_ONCE = 14  # days on which somebody read
READERS = "select * from family_log(%s, %s)"


class Reader(NamedTuple):
    """What somebody did on one day. Without a name where the child's address is hidden."""

    child_id: UUID
    given_name: str
    day: date
    name: str
    title: str
    unit: str
    read: bool
    wrote: bool
    listed: bool


class OfChild(NamedTuple):
    given_name: str
    days: list[tuple[date, list[Reader]]]


class Readers(NamedTuple):
    """`earlier` is the day before which there is more; None where this is the beginning."""

    children: list[OfChild]
    earlier: date | None


def readers_before(day: date) -> Readers:
    """Of the last days before this one on which somebody read or wrote."""
    with connection.cursor() as cursor:
        cursor.execute(READERS, [day, AT_ONCE + 1])
        found = [Reader(*row) for row in cursor.fetchall()]
    days = sorted({each.day for each in found}, reverse=True)
    shown = set(days[:AT_ONCE])
    earlier = min(shown) if len(days) > AT_ONCE else None
    return Readers(_by_child(each for each in found if each.day in shown), earlier)


def _by_child(found: Iterable[Reader]) -> list[OfChild]:
    by_child = groupby(found, key=lambda each: (each.child_id, each.given_name))
    return [OfChild(name, _by_day(rows)) for (_child, name), rows in by_child]


def _by_day(found: Iterable[Reader]) -> list[tuple[date, list[Reader]]]:
    return [(day, list(rows)) for day, rows in groupby(found, key=lambda each: each.day)]
