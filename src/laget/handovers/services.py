"""Handing on the baton. The holder keeps it until the next one has said yes; the database sees to one holder.

Whoever is offered the baton and is not in the team joins it by the yes, not by the offer: until then the
name of the child and the holder's own words are all they see. So an offer can be made to the best person
at the unit without opening a child's case to everybody who is asked.
"""

from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from django.db import IntegrityError, connection, transaction

from laget.cases import services as cases
from laget.cases.models import Basis, Case
from laget.cases.queries import is_leader, lock_open
from laget.handovers.models import Handover, Holding
from laget.handovers.queries import Baton, baton_of, candidates, holding_of
from laget.pathway.published import pathway_of
from laget.people.models import Seat
from laget.rules import vocabulary
from laget.rules.places import level_of

Row = TypeVar("Row", Holding, Handover)


class Why(StrEnum):
    """Why the baton cannot go that way now."""

    NO_HOLDER_HERE = "no_holder_here"
    IS_HELD = "is_held"
    NOT_YOURS = "not_yours"
    IS_OFFERED = "is_offered"
    NO_OFFER = "no_offer"
    NOT_THIS_PERSON = "not_this_person"


class NotPossible(Exception):
    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why)


@transaction.atomic
def name_holder(*, case: Case, to_seat: Seat, seat: Seat, now: datetime) -> Holding:
    """When nobody holds it, the leader says who does, as agreed. Who is not in the team joins it."""
    case = _lock_where_held(case)
    if holding_of(case):
        raise NotPossible(Why.IS_HELD)
    _refuse_stranger(case, to_seat, seat, now)
    _let_in(case, to_seat, now)
    return _hold(case, to_seat, now)


@transaction.atomic
def take(*, case: Case, seat: Seat, now: datetime) -> Holding:
    """Holds it oneself: whoever the door lets, when nobody does; a leader, when the holder has let it go."""
    case = _lock_where_held(case)
    baton = baton_of(case, now)
    if not baton.is_free:
        _refuse_unless_with_leader(case, baton, seat)
    return hand_to(case, seat, now)


@transaction.atomic
def offer(
    *, case: Case, to_seat: Seat, must_know: str, family_told: bool, seat: Seat, now: datetime
) -> Handover:
    """The holder keeps the baton until the other has said yes."""
    case = lock_open(case.pk)
    holding = holding_of(case)
    if holding is None or holding.seat_id != seat.pk:
        raise NotPossible(Why.NOT_YOURS)
    _refuse_stranger(case, to_seat, seat, now)
    made = Handover(
        case=case,
        from_seat=seat,
        to_seat=to_seat,
        must_know=must_know,
        family_told=family_told and case.sealed_at is None,
        offered_at=now,
    )
    return _added(made, Why.IS_OFFERED)


@transaction.atomic
def pass_on(
    *, case: Case, to_seat: Seat, must_know: str, family_told: bool, seat: Seat, now: datetime
) -> Handover:
    """For a holder who has left: it lies with the leader until the one whom it is offered to says yes."""
    take(case=case, seat=seat, now=now)
    return offer(case=case, to_seat=to_seat, must_know=must_know, family_told=family_told, seat=seat, now=now)


@transaction.atomic
def take_back(*, case: Case, seat: Seat, now: datetime) -> None:
    """The holder regrets the offer, or nobody answers it."""
    case = lock_open(case.pk)
    if not Handover.objects.filter(case=case, from_seat=seat, answered_at=None).update(answered_at=now):
        raise NotPossible(Why.NO_OFFER)


@transaction.atomic
def accept(*, case: Case, seat: Seat, now: datetime) -> Holding:
    """From this moment, and not before, the baton is theirs. Their yes is what lets them in to the team."""
    if not _lock_offered(case):
        raise NotPossible(Why.NO_OFFER)
    Handover.objects.filter(case=case, to_seat=seat, answered_at=None).update(answered_at=now, accepted=True)
    _let_in(case, seat, now)
    return hand_to(case, seat, now)


@transaction.atomic
def decline(*, case: Case, reason: str, seat: Seat, now: datetime) -> None:
    """The holder still holds it, and reads why."""
    if not _lock_offered(case):
        raise NotPossible(Why.NO_OFFER)
    Handover.objects.filter(case=case, to_seat=seat, answered_at=None).update(
        answered_at=now, accepted=False, reason=reason
    )


def _lock_where_held(case: Case) -> Case:
    case = lock_open(case.pk)
    if level_of(pathway_of(case.version_id), case.level).holder is vocabulary.Holding.NONE:
        raise NotPossible(Why.NO_HOLDER_HERE)
    return case


def _lock_offered(case: Case) -> bool:
    """Whether the baton is offered to whoever asks; the database locks a case that they do not see yet."""
    with connection.cursor() as cursor:
        cursor.execute("select lock_offered(%s)", [case.pk])
        (offered,) = cursor.fetchone()
    return bool(offered)


def _refuse_unless_with_leader(case: Case, baton: Baton, seat: Seat) -> None:
    if not (baton.with_leader and is_leader(case, seat)):
        raise NotPossible(Why.IS_HELD)


def _refuse_stranger(case: Case, to_seat: Seat, seat: Seat, now: datetime) -> None:
    if not candidates(case, now, besides=seat).find(to_seat):
        raise NotPossible(Why.NOT_THIS_PERSON)


def _let_in(case: Case, seat: Seat, now: datetime) -> None:
    cases.join(case=case, seat=seat, basis=Basis.OWN_SERVICE, now=now)


def hand_to(case: Case, seat: Seat, now: datetime) -> Holding:
    """From whoever held it, if anybody did."""
    put_down(case, now)
    return _hold(case, seat, now)


def put_down(case: Case, now: datetime) -> None:
    """Ends the holding and what was offered of it; the database wants a new holding before it commits."""
    Holding.objects.filter(case=case, to_at=None).update(to_at=now)
    Handover.objects.filter(case=case, answered_at=None).update(answered_at=now)


def _hold(case: Case, seat: Seat, now: datetime) -> Holding:
    return _added(Holding(case=case, seat=seat, from_at=now), Why.IS_HELD)


def _added(row: Row, otherwise: Why) -> Row:
    """The database's own indexes have the last word on one holder and one offer."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise NotPossible(otherwise) from error
    return row
