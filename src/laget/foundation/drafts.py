"""Drafts: what somebody has begun to write. One for each form, and only the writer sees it, for some days.

For how many, the municipality says; the database hides what is over, and takes it away.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import DateField
from django.db.models.expressions import RawSQL
from django.http import QueryDict

from laget.foundation.models import Draft

UNTIL = RawSQL("draft_until(seat_id, saved_at)", [], output_field=DateField())


class Begun(QueryDict):
    """What somebody had begun, as a form would have sent it.

    They wrote the last of it at `saved_at`, and it is there up to the end of the day `until`.
    """

    saved_at: datetime
    until: date


def save(*, seat_id: UUID, form: str, fields: dict[str, list[str]], now: datetime) -> None:
    end_old()
    Draft.objects.update_or_create(
        seat_id=seat_id, form=form, case_id=None, defaults={"fields": fields, "saved_at": now}
    )


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
