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


@dataclass(frozen=True)
class Form:
    """One that is sent now, with the key that came with its page."""

    key: UUID
    fields: Fields
    person_id: UUID
    now: datetime

    @property
    def content(self) -> str:
        """Instead of the words, so that they are not kept a second time."""
        return hashlib.sha256(repr(sorted(self.fields)).encode()).hexdigest()


def answered(form: Form) -> Answer | None:
    """The answer to this form, if the same person has sent it before.

    Takes a lock on the key until the transaction ends: the second of two that arrive at once waits,
    and then finds the answer of the first.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [form.key.int % 2**63])
    sent = SentForm.objects.filter(key=form.key).first()
    return Answer(sent.location, sent.content == form.content) if sent else None


def remember(form: Form, location: str) -> None:
    SentForm.objects.create(
        key=form.key, person_id=form.person_id, sent_at=form.now, content=form.content, location=location
    )
