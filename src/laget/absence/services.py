"""Deciding about a count that is reached: a worry was reported, or not now, with a reason."""

from datetime import datetime

from django.db import transaction

from laget.absence.models import CountDecision
from laget.cases.models import Case
from laget.people.models import Child, Seat
from laget.rules.counting import Reached


@transaction.atomic
def decide(
    *, child: Child, reached: Reached, seat: Seat, now: datetime, case: Case | None = None, reason: str = ""
) -> CountDecision:
    """Exactly one of `case` and `reason`: the database refuses the rest."""
    decision = CountDecision(
        child=child,
        count=reached.count.id,
        since=reached.since,
        case=case,
        reason=reason,
        seat=seat,
        at=now,
    )
    decision.save(force_insert=True)
    return decision
