"""Finding people: who leads, who works where, who must answer for a child."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from laget.people.models import Child, Guardianship, Seat, SeatRole, Unit


def seats_now(now: datetime) -> QuerySet[Seat]:
    return Seat.objects.filter(Q(to_at=None) | Q(to_at__gt=now), from_at__lte=now)


def seats_at(units: Collection[UUID], now: datetime) -> QuerySet[Seat]:
    """Those who work at these units now: unit by unit, by name."""
    seats = seats_now(now).filter(unit_id__in=units).select_related("person", "unit")
    return seats.order_by("unit__name", "unit_id", "person__name")


def leader_to_tell(*, unit_id: UUID, excluded: Collection[UUID], now: datetime) -> Seat | None:
    """The leader of the unit, or of the one above it when the leader here is kept out of the case."""
    unit: Unit | None = Unit.objects.select_related("above").get(pk=unit_id)
    while unit:
        leader = seats_at([unit.pk], now).filter(role=SeatRole.LEADER).first()
        if leader and leader.person_id not in excluded:
            return leader
        unit = unit.above
    return None


def who_must_answer(child: Child, today: date) -> QuerySet[Guardianship]:
    """Those whose consent is needed: everybody with parental responsibility (barnelova §§ 30, 34–37)."""
    return (
        Guardianship.objects.in_force(today)
        .filter(child=child, parental_responsibility=True)
        .select_related("guardian")
        .order_by("guardian__name")
    )
