"""Finding cases. Every list begins at what the asking seat is in or leads, never at all cases."""

from uuid import UUID

from django.db.models import QuerySet

from laget.cases.models import Case

WITH_CHILD = ("child", "child__group", "unit")


def in_my_team(seat_id: UUID) -> QuerySet[Case]:
    """The cases whose team the seat is in. The row policies narrow it to what may be seen now."""
    return Case.objects.filter(team__seat_id=seat_id, team__to_at=None).select_related(*WITH_CHILD)


def on_worklist(unit_id: UUID) -> QuerySet[Case]:
    """The open cases of a unit, those that have waited longest first."""
    return (
        Case.objects.filter(unit_id=unit_id, closed_at=None)
        .order_by("round_since", "id")
        .select_related(*WITH_CHILD)
    )


def lock(case_id: UUID) -> Case:
    """The case, locked until the transaction ends: whatever changes a fact of a case takes this first.

    Raises Case.DoesNotExist when the asker may not change it.
    """
    return Case.objects.select_for_update().get(pk=case_id)


class Closed(Exception):
    """The case has ended: it takes notes, and nothing else, until somebody opens it again."""


def lock_open(case_id: UUID) -> Case:
    """As `lock`. Raises Closed when the case has ended."""
    case = lock(case_id)
    if case.closed_at:
        raise Closed
    return case
