"""SQL as somebody who is signed in would write it, past all pages; and what the database answers."""

from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction

from laget.foundation.ids import uuid7

DENIED, MISSING, NOT_POSSIBLE = "42501", "LG001", "LG002"
FAMILY_KEPT_OUT, PUT_DOWN, NOBODY_LEFT, ON_RECORD = "LG003", "LG004", "LG005", "LG006"
NO_ROW, TAKEN = None, "taken"
EARLIER, LATER = timedelta(days=-3), timedelta(days=3)

NOTE = (
    "insert into cases_entry (id, case_id, seat_id, text, audience, at) values (%s, %s, %s, 'x', 'team', %s)"
)
MEMBER = "insert into cases_teammember (id, case_id, seat_id, basis, from_at) values (%s, %s, %s, %s, %s)"


class Undone(Exception):
    """What was tried is undone, whatever came of it."""


def attempt(*orders: tuple[Any, ...]) -> str | None:
    """All of these in one transaction, as if it then ended: `TAKEN`, `NO_ROW`, or the code of the refusal."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            touched = [_run(cursor, *order) for order in orders]
            cursor.execute("set constraints all immediate")
            raise Undone(TAKEN if all(touched) else NO_ROW)
    except Undone as undone:
        answer: str | None = undone.args[0]
        return answer
    except DatabaseError as error:
        return code_of(error)


def code_of(error: DatabaseError) -> str:
    return error.__cause__.sqlstate  # type: ignore[union-attr,no-any-return]


def seen(question: str, *values: Any) -> Any:
    """The only column of the only row."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        (found,) = cursor.fetchone()
    return found


def move(case, who, exit_id, target, at, kind="exit", reason="Fordi."):
    return (
        "insert into moves_move (id, case_id, kind, exit, target, from_level, reason, seat_id, at)"
        " values (%s, %s, %s, %s, %s, '', %s, %s, %s)",
        uuid7(), case.pk, kind, exit_id, target, reason, who.seat.pk, at,
    )  # fmt: skip


def _run(cursor: Any, order: str, *values: Any) -> int:
    cursor.execute(order, values)
    return int(cursor.rowcount)
