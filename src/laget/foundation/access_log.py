"""The trace that every read and write of a child's data leaves, in the same transaction as the data."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from laget.foundation.asking import Asker
from laget.foundation.models import AccessLog


def record(*, asker: Asker, action: str, now: datetime, case_id: UUID, wrote: bool) -> None:
    """If this cannot be written, the page is not shown: the transaction fails with it."""
    AccessLog.objects.create(
        at=now, person_id=asker.person_id, seat_id=asker.seat_id, case_id=case_id, action=action, wrote=wrote
    )


def record_seen(*, asker: Asker, action: str, now: datetime, case_ids: Iterable[UUID]) -> None:
    """A list or a search leaves one row that names every case it showed; an empty one leaves none."""
    seen = list(case_ids)
    if seen:
        AccessLog.objects.create(
            at=now, person_id=asker.person_id, seat_id=asker.seat_id, seen=seen, action=action, wrote=False
        )
