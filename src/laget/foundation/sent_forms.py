"""A form sent twice has one effect: a tired thumb, a bad connection, a browser's Back button."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from laget.foundation.models import SentForm


def answered(key: UUID) -> str | None:
    """Where the form with this key led, if it has been sent before by the same person.

    Takes a lock on the key until the transaction ends: the second of two that arrive at once waits,
    and then finds the answer of the first.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [key.int % 2**63])
    return SentForm.objects.filter(key=key).values_list("location", flat=True).first()


def remember(*, key: UUID, person_id: UUID, location: str, now: datetime) -> None:
    SentForm.objects.create(key=key, person_id=person_id, sent_at=now, location=location)
