"""A service is invited, with everybody's yes: what those who answer for it learn, and who of it joins.

The database says to whom, and what (database/access.sql): there is no row of the case before one has joined.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from laget.cases.models import Basis, TeamMember
from laget.cases.queries import LATELY
from laget.consents.models import InvitedService
from laget.consents.queries import WORKS_WITH_CHILDREN
from laget.consents.services import NotAsked
from laget.people.models import Seat
from laget.people.queries import seats_at
from laget.rules.subjects import Subject


class Invitation(NamedTuple):
    case_id: UUID
    subject: str
    given_name: str
    family_name: str
    group_name: str
    unit_name: str
    municipality_name: str
    invited_by: str
    title: str
    invited_at: datetime
    asks: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def initials(self) -> str:
        """As a list names a child; a group's name tells of nobody."""
        if self.subject == Subject.GROUP:
            return self.given_name
        return f"{self.given_name[:1]}.{self.family_name[:1]}. {self.group_name}".strip()


def invitations() -> list[Invitation]:
    """Those that wait for the asking seat's answer."""
    with connection.cursor() as cursor:
        cursor.execute("select * from invitations()")
        return [Invitation(*row) for row in cursor.fetchall()]


def invitation_to(case_id: UUID) -> Invitation | None:
    return next((each for each in invitations() if each.case_id == case_id), None)


def refusals(of: OuterRef, seat: Seat, now: datetime) -> QuerySet[InvitedService]:
    """The services that lately said no to this seat in a case, where nobody has asked another since."""
    later = InvitedService.objects.filter(case=OuterRef("case"), at__gt=OuterRef("ended_at"))
    said_no = InvitedService.objects.filter(
        case=of, seat=seat, declined_by__isnull=False, ended_at__gt=now - LATELY
    )
    return said_no.filter(~Exists(later)).order_by("-ended_at")


def may_be_named(seat: Seat, now: datetime) -> QuerySet[Seat]:
    """Those of the seat's own unit; whom the case is kept from, the database refuses."""
    return seats_at([seat.unit_id], now).filter(role__in=WORKS_WITH_CHILDREN)


@transaction.atomic
def answer(*, case_id: UUID, to_seat: Seat, now: datetime) -> None:
    """Who joins. Raises NotAsked when there is no such invitation any more, or not to this one."""
    try:
        with transaction.atomic():
            TeamMember(case_id=case_id, seat=to_seat, basis=Basis.CONSENT, from_at=now).save(
                force_insert=True
            )
    except DatabaseError:
        raise NotAsked from None


def decline(*, case_id: UUID, why: str) -> None:
    """The service cannot help now. Raises NotAsked when there is no such invitation any more."""
    with connection.cursor() as cursor:
        cursor.execute("select decline_invitation(%s, %s)", [case_id, why])
        if not cursor.fetchone()[0]:
            raise NotAsked
