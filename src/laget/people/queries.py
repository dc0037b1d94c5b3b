"""Finding people: who leads, who works where, who must answer for a child."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from laget.people.models import Child, Guardianship, Seat, SeatRole, Unit
from laget.rules.child_names import child_named
from laget.rules.subjects import Record


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


def who_must_answer(case_id: UUID) -> QuerySet[Guardianship]:
    """Those whose consent is needed now: whom the case is about decides, and the database says who it is."""
    answering = RawSQL("select who_must_answer(%s)", (case_id,))
    return Guardianship.objects.filter(pk__in=answering).select_related("guardian").order_by("guardian__name")


def child_named_in(*, group_id: UUID, text: str) -> str:
    """The family name of a child of the group that stands in the text; empty where none does.

    Of a group whose children the asker does not know it is the database that refuses.
    """
    children = Child.objects.filter(group_id=group_id, kind=Record.CHILD)
    return child_named(text, children.values_list("family_name", flat=True))
