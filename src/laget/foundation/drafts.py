"""Drafts: what somebody has begun to write. One for each form, and only the writer sees it, for some days.

For how many, the municipality says; the database hides what is over, and takes it away.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import DateField
from django.db.models.expressions import RawSQL
from django.http import QueryDict

from laget.foundation.models import Draft

SO_MANY = "LG008"
UNTIL = RawSQL("draft_until(seat_id, saved_at)", [], output_field=DateField())


class Begun(QueryDict):
    """What somebody had begun, as a form would have sent it.

    They wrote the last of it at `saved_at`, and it is there up to the end of the day `until`.
    """

    saved_at: datetime
    until: date


class TooMany(Exception):
    """Whoever writes has begun so much else that this is not kept."""


def save(*, seat_id: UUID, form: str, fields: dict[str, list[str]], now: datetime) -> None:
    """Raises TooMany: the database keeps only so many of one writer's (drafts.sql)."""
    end_old()
    kept = {"fields": fields, "saved_at": now}
    try:
        with transaction.atomic():
            Draft.objects.update_or_create(seat_id=seat_id, form=form, case_id=None, defaults=kept)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) == SO_MANY:
            raise TooMany from error
        raise


def found(*, seat_id: UUID, form: str) -> Begun | None:
    drafts = Draft.objects.filter(seat_id=seat_id, form=form, case_id=None)
    draft = drafts.annotate(until=UNTIL).first()
    if draft is None:
        return None
    fields = Begun(mutable=True)
    fields.saved_at, fields.until = draft.saved_at, draft.until
    for name, values in draft.fields.items():
        fields.setlist(name, values)
    return fields


def throw_away(*, seat_id: UUID, form: str) -> None:
    Draft.objects.filter(seat_id=seat_id, form=form, case_id=None).delete()


def end_old() -> None:
    """Everybody's that are over: one that is hidden would stand in the way of a new one."""
    with connection.cursor() as cursor:
        cursor.execute("select end_old_drafts()")
