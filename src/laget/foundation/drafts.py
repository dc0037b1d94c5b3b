"""Drafts: what somebody has begun to write. One for each form, and only the writer sees it."""

from datetime import datetime
from uuid import UUID

from django.http import QueryDict

from laget.foundation.models import Draft


class Begun(QueryDict):
    """What somebody had begun, as a form would have sent it; and when they wrote the last of it."""

    saved_at: datetime


def save(*, seat_id: UUID, form: str, fields: dict[str, list[str]], now: datetime) -> None:
    Draft.objects.update_or_create(
        seat_id=seat_id, form=form, case_id=None, defaults={"fields": fields, "saved_at": now}
    )


def found(*, seat_id: UUID, form: str) -> Begun | None:
    draft = Draft.objects.filter(seat_id=seat_id, form=form, case_id=None).first()
    if draft is None:
        return None
    fields = Begun(mutable=True)
    fields.saved_at = draft.saved_at
    for name, values in draft.fields.items():
        fields.setlist(name, values)
    return fields


def throw_away(*, seat_id: UUID, form: str) -> None:
    Draft.objects.filter(seat_id=seat_id, form=form, case_id=None).delete()
