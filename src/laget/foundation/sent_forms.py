"""A form sent twice has one effect: a tired thumb, a bad connection, a browser's Back button."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import connection

from laget.foundation.models import SentForm

Fields = Iterable[tuple[str, list[str]]]
NOT_WRITTEN = ("form_key", "version", "since", "based_on", "again")
A_SENTENCE = 2  # spaces
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Answer:
    """Where the form led the first time, and whether it says now what it said then."""

    location: str
    same: bool


@dataclass(frozen=True)
class Form:
    """One that is sent now, with the key that came with its page.

    Going Back fetches the page anew, with another key. So a sentence that was sent to the same place is known
    again for an hour or two, by itself.
    """

    key: UUID
    path: str
    fields: Fields
    person_id: UUID
    now: datetime

    @property
    def content(self) -> str:
        return _hash(sorted(self.fields))

    def keys_of_words(self) -> list[UUID]:
        """This hour's and the last one's; none for a form without a sentence, such as a button."""
        words = sorted((name, values) for name, values in self.fields if name not in NOT_WRITTEN)
        if not any(value.count(" ") >= A_SENTENCE for _name, values in words for value in values):
            return []
        hours = (f"{moment:%Y%m%d%H}" for moment in (self.now, self.now - AN_HOUR))
        return [uuid5(self.person_id, _hash((self.path, hour, words))) for hour in hours]


def answered(form: Form, *, again: bool) -> Answer | None:
    """The answer to this form, if the same person has sent it before. `again`: the same words may come again.

    Takes a lock on the key until the transaction ends: the second of two that arrive at once waits,
    and then finds the answer of the first.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [form.key.int % 2**63])
    keys = [form.key, *([] if again else form.keys_of_words())]
    found = {sent.key: sent for sent in SentForm.objects.filter(key__in=keys)}
    sent = next((found[key] for key in keys if key in found), None)
    return Answer(sent.location, sent.key == form.key and sent.content == form.content) if sent else None


def remember(form: Form, location: str) -> None:
    said = {"person_id": form.person_id, "sent_at": form.now, "content": form.content, "location": location}
    keys = [form.key, *form.keys_of_words()[:1]]
    SentForm.objects.bulk_create([SentForm(key=key, **said) for key in keys], ignore_conflicts=True)


def _hash(words: object) -> str:
    """Instead of the words, so that they are not kept a second time."""
    return hashlib.sha256(repr(words).encode()).hexdigest()
