"""What people do with a case that is not a move of it."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, ProgrammingError, transaction

from laget.cases.models import Audience, Basis, Case, Concern, Entry, EntryKind, Exclusion, TeamMember
from laget.cases.queries import lock
from laget.people.models import Child, Person, Seat, SeatRole
from laget.people.queries import leader_to_tell, seats_now


@transaction.atomic
def begin(
    *,
    child: Child,
    subject: str,
    seat: Seat,
    version_id: UUID,
    text: str,
    category: str,
    wonder_on: date,
    now: datetime,
) -> Case:
    """A case with its first concern and its author. It has no place yet: the opening move gives it one."""
    case = Case(
        municipality_id=child.municipality_id,
        unit_id=child.group.unit_id if child.group else seat.unit_id,
        child=child,
        subject=subject,
        version_id=version_id,
        category=category,
        wonder_on=wonder_on,
        opened_at=now,
        opened_by=seat,
    )
    case.save(force_insert=True)
    TeamMember(case=case, seat=seat, basis=Basis.AUTHOR, from_at=now).save(force_insert=True)
    Concern(case=case, seat=seat, text=text, at=now).save(force_insert=True)
    return case


def add_concern(*, case: Case, seat: Seat, text: str, category: str, noticed_on: date, now: datetime) -> None:
    """A worry that belongs to what the team works with already. The case keeps its deadlines."""
    added = Concern(case=case, seat=seat, text=text, category=category, noticed_on=noticed_on, at=now)
    added.save(force_insert=True)


@transaction.atomic
def tell_leader(*, case: Case, now: datetime) -> Seat | None:
    """Shares the worry with the leader who is to have it, who then is in the team. None when nobody is left.

    Whom to tell is the municipality's routing: the leader here, or the one above when an adult here is
    the concern and that adult leads (oppl § 12-5, bhl § 43).
    """
    case = lock(case.pk)
    leader = leader_to_tell(unit_id=case.unit_id, excluded=excluded_from(case), now=now)
    if leader is None:
        return None
    join(case=case, seat=leader, basis=Basis.LEADER, now=now)
    if case.shared_at is None:
        case.shared_at = now
        case.save(update_fields=["shared_at"])
    return leader


@transaction.atomic
def join(*, case: Case, seat: Seat, basis: Basis, now: datetime) -> bool:
    """Puts somebody in the team around the child, once. False for one who is in it already."""
    if TeamMember.objects.filter(case=case, seat=seat, to_at=None).exists():
        return False
    TeamMember(case=case, seat=seat, basis=basis, from_at=now).save(force_insert=True)
    return True


class NotOnList(Exception):
    """The case is none of those on the list of a unit that the asker leads."""


@transaction.atomic
def join_as_leader(*, case: Case, seat: Seat, reason: str, now: datetime) -> None:
    """A leader of the unit opens a case she is not in. The team reads that she did, and why.

    The case cannot be locked by somebody who is not in it: of two at once, the table's index lets one in.
    Raises NotOnList where it is on the unit's list no more, as when somebody has just sealed it.
    """
    try:
        with transaction.atomic():
            joined = join(case=case, seat=seat, basis=Basis.LEADER, now=now)
    except IntegrityError:
        return
    except ProgrammingError as error:
        raise NotOnList from error
    if not joined:
        return
    note(case=case, seat=seat, kind=EntryKind.LEADER_JOINED, text=reason, now=now)


@transaction.atomic
def leave(*, case: Case, seat: Seat, now: datetime) -> None:
    """From now on; what was done while in the team stays on record."""
    TeamMember.objects.filter(case=case, seat=seat, to_at=None).update(to_at=now)


@transaction.atomic
def name_adult(*, case: Case, adults: Collection[Person], seat: Seat, now: datetime) -> set[UUID]:
    """An adult who works here is the concern: that person, and the deputies of a leader, never see the case.

    Without a name (somebody who is not in the register) the case is still closed to the unit's worklist. A
    deputy who says it of the own leader stays: whoever has told must not lose sight of the child. Gives
    everybody who is kept out from now on.
    """
    Case.objects.filter(pk=case.pk, adult_here_at=None).update(adult_here_at=now)
    named = {adult.pk for adult in adults}
    kept_out = named | (_deputies_of(named, now) - {seat.person_id})
    for person_id in kept_out - excluded_from(case):
        stands_in = person_id not in named
        Exclusion(case=case, person_id=person_id, stands_in=stands_in, at=now).save(force_insert=True)
    return kept_out


def write_entry(*, case: Case, seat: Seat, text: str, audience: Audience, now: datetime) -> Entry:
    entry = Entry(case=case, seat=seat, text=text, audience=audience, at=now)
    entry.save(force_insert=True)
    return entry


def note(*, case: Case, seat: Seat, kind: EntryKind, now: datetime, about: str = "", text: str = "") -> None:
    """What somebody has just done with the case, for the team to read."""
    Entry(case=case, seat=seat, kind=kind, about=about, text=text, audience=Audience.TEAM, at=now).save(
        force_insert=True
    )


@transaction.atomic
def clear_guardians(*, case: Case, reason: str, seat: Seat, now: datetime) -> None:
    """Of a sealed case that has ended: child welfare says that the guardians may be met.

    `reason` is who said it, and when. Only those in the sealed case read it; the child's others warn no more.
    """
    note(case=lock(case.pk), seat=seat, kind=EntryKind.GUARDIANS_CLEARED, text=reason, now=now)


def excluded_from(case: Case) -> set[UUID]:
    return set(Exclusion.objects.filter(case=case).values_list("person_id", flat=True))


def _deputies_of(people: Collection[UUID], now: datetime) -> set[UUID]:
    """The deputies wherever one of them leads: they would act in that person's place."""
    led = seats_now(now).filter(person__in=people, role=SeatRole.LEADER).values("unit_id")
    return set(seats_now(now).filter(unit__in=led, role=SeatRole.DEPUTY).values_list("person_id", flat=True))
