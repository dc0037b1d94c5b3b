"""A colleague of the case's own unit comes in to the team, brought in by the leader or the holder."""

from datetime import datetime

from django.db import ProgrammingError, transaction

from laget.cases import services as cases
from laget.cases.models import Basis, Case, EntryKind, TeamMember
from laget.cases.queries import lock_open
from laget.handovers.queries import at_the_unit
from laget.people.models import Seat


class CannotJoin(Exception):
    """Not of the unit, in the team already, or kept out of the case; or it was sealed just now."""


def colleagues_outside(case: Case, now: datetime) -> list[Seat]:
    """Those at the unit who are not in the team. Whoever the case is kept from is never among them."""
    inside = TeamMember.objects.filter(case=case, to_at=None).values("seat_id")
    return list(at_the_unit(case, now).exclude(pk__in=inside))


@transaction.atomic
def add_colleague(*, case: Case, to_seat: Seat, reason: str, seat: Seat, now: datetime) -> None:
    """They need to know, to help in what is the unit's own task: for that no consent is asked."""
    case = lock_open(case.pk)
    if to_seat.pk not in {one.pk for one in colleagues_outside(case, now)}:
        raise CannotJoin
    try:
        with transaction.atomic():
            cases.join(case=case, seat=to_seat, basis=Basis.OWN_SERVICE, now=now)
    except ProgrammingError as error:
        raise CannotJoin from error
    name = to_seat.person.name
    cases.note(case=case, seat=seat, kind=EntryKind.TAKEN_IN, about=name, text=reason, now=now)
