"""Where the next page of a list that is sorted by time begins: behind a moment and a key."""

from datetime import datetime
from uuid import UUID

from django.utils.dateparse import parse_datetime

from laget.foundation.ids import key_of


def cursor_to(at: datetime, key: UUID) -> str:
    return f"{at.isoformat()}_{key}"


def cursor_of(text: str) -> tuple[datetime, UUID] | None:
    """None for what is no cursor. An address may have made a space of the plus of a time zone."""
    at, _line, last = text.partition("_")
    key = key_of(last)
    try:
        moment = parse_datetime(at.replace(" ", "+"))
    except ValueError:
        return None
    return (moment, key) if moment and moment.tzinfo and key else None
