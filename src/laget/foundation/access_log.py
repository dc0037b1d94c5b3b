"""The trace that every read and write of a child's data leaves, in the same transaction as the data."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import ProgrammingError, connection, transaction
from django.http import Http404

from laget.foundation.asking import Asker, TakenMeanwhile
from laget.foundation.by_hand import keys
from laget.foundation.ids import uuid7

ADD = """
insert into foundation_accesslog (id, at, person_id, seat_id, case_id, seen, children, action, wrote)
values (%(id)s, %(at)s, %(person)s, %(seat)s, %(case_id)s, %(seen)s::uuid[], %(children)s::uuid[],
  %(action)s, %(wrote)s)
"""
NOT_TO_BE_KNOWN = "42501"
NOTHING: dict[str, Any] = {"case_id": None, "seen": "{}", "children": "{}"}


def record(*, asker: Asker, action: str, now: datetime, case_id: UUID, wrote: bool) -> None:
    """If this cannot be written, the page is not shown: the transaction fails with it.

    Where the case was taken from the asker a moment ago, there is no such page.
    """
    try:
        _write(asker, now, case_id=case_id, action=action, wrote=wrote)
    except TakenMeanwhile as error:
        transaction.set_rollback(True)
        raise Http404 from error


def record_seen(*, asker: Asker, action: str, now: datetime, case_ids: Iterable[UUID]) -> None:
    """A list or a search leaves one row that names every case it showed; an empty one leaves none."""
    seen = list(case_ids)
    if seen:
        _write(asker, now, seen=keys(seen), action=action, wrote=False)


def record_children(
    *, asker: Asker, action: str, now: datetime, children: Iterable[UUID], wrote: bool = False
) -> None:
    """One row that names every child whose absence was shown or decided on; none where there was none."""
    named = list(children)
    if named:
        _write(asker, now, children=keys(named), action=action, wrote=wrote)


def _write(asker: Asker, now: datetime, **said: Any) -> None:
    """Raises TakenMeanwhile where the asker may not know, any more, of what was found for the page."""
    who: dict[str, Any] = {"id": uuid7(), "at": now, "person": asker.person_id, "seat": asker.seat_id}
    try:
        with connection.cursor() as cursor:
            cursor.execute(ADD, {**who, **NOTHING, **said})
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) != NOT_TO_BE_KNOWN:
            raise
        raise TakenMeanwhile from error
