"""A form sent twice has one effect: a tired thumb, a bad connection, a browser's Back button."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from laget.foundation.models import SentForm

Fields = Iterable[tuple[str, list[str]]]


@dataclass(frozen=True)
class Answer:
    """Where the form led the first time, and whether it says now what it said then."""

    location: str
    same: bool


def answered(key: UUID, fields: Fields) -> Answer | None:
    """The answer to the form with this key, if the same person has sent it before.

    Takes a lock on the key until the transaction ends: the second of two that arrive at once waits,
    and then finds the answer of the first.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [key.int % 2**63])
    sent = SentForm.objects.filter(key=key).first()
    return Answer(sent.location, sent.content == _content(fields)) if sent else None


def remember(*, key: UUID, fields: Fields, person_id: UUID, location: str, now: datetime) -> None:
    SentForm.objects.create(
        key=key, person_id=person_id, sent_at=now, content=_content(fields), location=location
    )


def _content(fields: Fields) -> str:
    """A hash of the words, so that they are not kept a second time."""
    return hashlib.sha256(repr(sorted(fields)).encode()).hexdigest()
