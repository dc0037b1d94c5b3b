"""Who is asking: said to the database at the start of each request, forgotten at its end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db import DataError, connection, transaction
from django.http import HttpRequest, HttpResponse

from laget.foundation import clock

PERSON, SEAT = "person", "seat"


@dataclass(frozen=True)
class Asker:
    """Somebody who has signed in. Staff act as one seat at a time; a guardian has none."""

    person_id: UUID
    seat_id: UUID | None


def say(asker: Asker | None, now: datetime) -> None:
    """Tells the database who asks and when it is, until the transaction ends.

    Until it ends and no longer, so that a pooled connection never remembers anybody.
    """
    person = str(asker.person_id) if asker else ""
    seat = str(asker.seat_id) if asker and asker.seat_id else ""
    guardian = person if asker and not asker.seat_id else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('laget.person', %s, true), set_config('laget.seat', %s, true),"
            " set_config('laget.guardian', %s, true), set_config('laget.now', %s, true)",
            [person, seat, guardian, now.isoformat()],
        )


@contextmanager
def only_looking(asker: Asker, now: datetime) -> Iterator[None]:
    """Inside, this is who asks the database. What is written meanwhile is undone, and so is the trace:
    it would say that they have read what somebody else has looked at.
    """
    with transaction.atomic():
        say(asker, now)
        yield
        transaction.set_rollback(True)


class TakenMeanwhile(Exception):
    """What a list had found was taken from the asker before the trace of it was written."""


class AskingMiddleware:
    """One transaction a request. What ends in an error is undone, so nothing is ever half written.

    What is not there has been read by nobody: the trace of it is undone, too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.now = clock.now()
        request.asker = _asker(request.session)
        with transaction.atomic():
            say(request.asker, request.now)
            response = self.get_response(request)
            if response.status_code >= 500 or response.status_code == 404:
                transaction.set_rollback(True)
        # Nothing of a child stays in a browser that others use afterwards; drafts are kept on the server.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """What no database can keep, such as a null character, is a fault in what was sent and not in us.

        A list that has lost a case is asked for anew, by the same method.
        """
        if isinstance(exception, DataError):
            transaction.set_rollback(True)
            raise BadRequest from exception
        if isinstance(exception, TakenMeanwhile):
            transaction.set_rollback(True)
            return HttpResponse(status=307, headers={"Location": request.get_full_path()})
        return None


def _asker(session: Any) -> Asker | None:
    if PERSON not in session:
        return None
    seat = session.get(SEAT)
    return Asker(UUID(session[PERSON]), UUID(seat) if seat else None)
