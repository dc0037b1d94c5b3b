"""Leaving the team: oneself, taken out, or kept out because one is the concern. Nothing is dropped by it.

Whoever holds the baton hands it on first. Only when the holder is the concern it cannot wait for a yes: it
lies at once with the leader who is told.
"""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from laget.cases import services as cases
from laget.cases.models import Basis, Case, EntryKind, Exclusion, TeamMember
from laget.cases.queries import is_leader, lock
from laget.consents.queries import live_team
from laget.handovers.models import Handover
from laget.handovers.queries import holding_of
from laget.handovers.services import hand_to, put_down
from laget.meetings import services as meetings
from laget.pathway.published import pathway_of
from laget.people.models import Person, Seat
from laget.rules.access import leads_case
from laget.rules.places import level_of
from laget.rules.vocabulary import Holding


class Why(StrEnum):
    """Why somebody cannot leave the team now."""

    HOLDS = "holds"
    LAST_LEADER = "last_leader"
    LAST_WHO_ACTS = "last_who_acts"
    LEADERS_OWN = "leaders_own"
    NOT_IN_TEAM = "not_in_team"
    ONESELF = "oneself"


class CannotLeave(Exception):
    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why)


@transaction.atomic
def leave(*, case: Case, reason: str, seat: Seat, now: datetime) -> None:
    """Oneself, from now on. The note comes first: whoever has left writes nothing more."""
    case = lock(case.pk)
    refuse_leaving(case, seat, now)
    cases.note(case=case, seat=seat, kind=EntryKind.LEFT, text=reason, now=now)
    _go(case, [seat], now)


@transaction.atomic
def take_out(*, case: Case, member: TeamMember, reason: str, seat: Seat, now: datetime) -> None:
    """Another, by the leader or the holder. A leader goes by her own word or by another leader's."""
    case = lock(case.pk)
    refuse_taking_out(case, member, seat, now)
    name = member.seat.person.name
    cases.note(case=case, seat=seat, kind=EntryKind.TAKEN_OUT, about=name, text=reason, now=now)
    _go(case, [member.seat], now)


def refuse_taking_out(case: Case, member: TeamMember, seat: Seat, now: datetime) -> None:
    if is_leader(case, member.seat) and not is_leader(case, seat):
        raise CannotLeave(Why.LEADERS_OWN)
    refuse_leaving(case, member.seat, now)


def refuse_leaving(case: Case, seat: Seat, now: datetime) -> None:
    """Raises CannotLeave for the holder, and for the last who can bring the case on."""
    if not TeamMember.objects.filter(case=case, seat=seat, to_at=None).exists():
        raise CannotLeave(Why.NOT_IN_TEAM)
    holding = holding_of(case)
    if holding and holding.seat_id == seat.pk and not case.closed_at:
        raise CannotLeave(Why.HOLDS)
    rest = list(live_team(case, now).exclude(seat=seat))
    if is_leader(case, seat) and not any(_leads(member, case) for member in rest):
        raise CannotLeave(Why.LAST_LEADER)
    holder = holding.seat_id if holding else None
    if not any(_leads(each, case) or each.basis == Basis.AUTHOR or each.seat_id == holder for each in rest):
        raise CannotLeave(Why.LAST_WHO_ACTS)


@transaction.atomic
def keep_out(*, case: Case, adults: Collection[Person], words: str, seat: Seat, now: datetime) -> Seat | None:
    """An adult who works here is the concern, and somebody in the team has understood it only now.

    That person and the deputies of a leader are out of it at once, and whoever the law says is told; gives
    that leader, or None where there is none.
    """
    if seat.person_id in {adult.pk for adult in adults}:
        raise CannotLeave(Why.ONESELF)
    case = lock(case.pk)
    kept_out = cases.name_adult(case=case, adults=adults, seat=seat, now=now)
    Handover.objects.filter(case=case, answered_at=None).update(answered_at=now)
    leader = cases.tell_leader(case=case, now=now)
    _go(case, list(Seat.objects.filter(person__in=kept_out)), now)
    _take_baton_from(case, kept_out, leader or seat, now)
    meetings.take_off(case=case, people=kept_out)
    named = Exclusion.objects.filter(case=case, at=now, stands_in=False)
    names = ", ".join(sorted(named.values_list("person__name", flat=True)))
    cases.note(case=case, seat=seat, kind=EntryKind.ADULT_HERE, about=names, text=words, now=now)
    return leader


def _take_baton_from(case: Case, people: set[UUID], to_seat: Seat, now: datetime) -> None:
    holding = holding_of(case)
    if holding is None or holding.seat.person_id not in people:
        return
    required = level_of(pathway_of(case.version_id), case.level).holder is Holding.REQUIRED
    if required and not case.closed_at:
        hand_to(case, to_seat, now)
    else:
        put_down(case, now)


def _go(case: Case, seats: Collection[Seat], now: datetime) -> None:
    """What was offered to them falls: an answer to it would bring them back."""
    Handover.objects.filter(case=case, to_seat__in=seats, answered_at=None).update(answered_at=now)
    for seat in seats:
        cases.leave(case=case, seat=seat, now=now)


def _leads(member: TeamMember, case: Case) -> bool:
    return leads_case(member.basis, leads_unit=member.seat.leads(case.unit_id))
