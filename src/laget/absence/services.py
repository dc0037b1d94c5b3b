"""Keeping the days a child was away, and deciding about a count that they reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from laget.absence.models import AbsenceDay, CountDecision
from laget.absence.queries import ToLookAt
from laget.cases.models import Case
from laget.people.models import Child, Seat
from laget.rules.vocabulary import AbsenceKind


@dataclass(frozen=True)
class Said:
    """What a school says of one child, day and kind; the share 0 takes it back."""

    child: Child
    on: date
    kind: AbsenceKind
    share: Decimal


def keep(days: Sequence[Said], *, using: str) -> int:
    """How many were new or changed. `using` is the connection of a role that may write absence."""
    rows = AbsenceDay.objects.using(using)
    with transaction.atomic(using=using):
        known = {
            (row.child_id, row.day, row.kind): row
            for row in rows.filter(
                child__in={said.child.pk for said in days}, day__in={said.on for said in days}
            )
        }
        changed = 0
        for said in days:
            row = known.get((said.child.pk, said.on, said.kind))
            if (row.share if row else Decimal(0)) == said.share:
                continue
            changed += 1
            if row and not said.share:
                row.delete(using=using)
                continue
            row = row or AbsenceDay(child_id=said.child.pk, day=said.on, kind=said.kind)
            row.share = said.share
            row.save(using=using)
    return changed


@transaction.atomic
def decide(
    *, about: ToLookAt, seat: Seat, now: datetime, case: Case | None = None, reason: str = ""
) -> CountDecision:
    """Exactly one of `case` and `reason`: the database refuses the rest."""
    decision = CountDecision(
        child=about.child,
        pathway=about.pathway.name,
        count=about.reached.count.id,
        since=about.reached.since,
        case=case,
        reason=reason,
        seat=seat,
        at=now,
    )
    decision.save(force_insert=True)
    return decision
