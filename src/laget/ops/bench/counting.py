"""How many questions a page asks the database: all of them, the session included."""

from collections.abc import Callable

from laget.ops import CannotGoOn
from laget.ops.bench.talking import FORM, HOST, Request

# What begins and ends a transaction asks the database nothing.
FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def statements(request_for: Callable[[int], Request]) -> int:
    """Asked for in this process, through the same middleware, where Django can be made to count.

    Of two times the second counts: the first one reads the pathway, once for the life of a process.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _ask(request_for(0))
    with CaptureQueriesContext(connection) as captured:
        _ask(request_for(1))
    return sum(not query["sql"].startswith(FRAME) for query in captured)


def _ask(request: Request) -> None:
    from django.test import Client

    client, headers = Client(), {"host": HOST, **request.headers}
    if request.form is None:
        answer = client.get(request.path, headers=headers)
    else:
        answer = client.post(request.path, request.form, content_type=FORM, headers=headers)
    if answer.status_code != request.status:
        raise CannotGoOn(f"{request.path} answers {answer.status_code}.")
