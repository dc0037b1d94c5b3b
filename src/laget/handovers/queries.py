"""Where the baton of a case lies, and who could hold it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from laget.cases.models import Case, Exclusion, TeamMember
from laget.consents.queries import WORKS_WITH_CHILDREN, live_members, live_team
from laget.foundation.by_hand import Question, keys
from laget.foundation.calendar import days_of
from laget.foundation.clock import local_day
from laget.handovers.models import Handover, Holding
from laget.people.models import Seat
from laget.people.queries import seats_at, seats_now
from laget.rules.deadlines import last_day
from laget.rules.durations import Duration
from laget.rules.pathway import Level
from laget.rules.vocabulary import Holding as Holds
from laget.rules.vocabulary import Unit

# Working days, where the municipality has not said otherwise.
REMIND_AFTER, LEADER_AFTER = 3, 5
LATELY = timedelta(weeks=2)
HOLDERS = Question(
    """
    select held.case_id, seat.id, person.name
    from holders_of(%(cases)s) held
    join people_seat seat on seat.id = held.seat_id
    join people_person person on person.id = seat.person_id
    """
)


@dataclass(frozen=True)
class Baton:
    """Who holds it and whom it is offered to.

    `let_go`: the holder has left, or may not see the case any more. `unanswered`: the offer has waited so
    long that the leader decides. In both, `with_leader`: the leader may take it over or ask somebody else.
    `slow`: it is time to remind the one who was asked.
    """

    holding: Holding | None
    offer: Handover | None
    let_go: bool
    slow: bool
    unanswered: bool

    @property
    def is_free(self) -> bool:
        return self.holding is None

    @property
    def with_leader(self) -> bool:
        return self.let_go or self.unanswered


class WithLeader(StrEnum):
    """Why it is for the leader to say who holds the baton."""

    FREE = "free"
    LET_GO = "let_go"
    UNANSWERED = "unanswered"


def why_with_leader(baton: Baton, level: Level) -> WithLeader | None:
    """None where somebody holds it, or where nobody has to."""
    if level.holder is Holds.NONE:
        return None
    if baton.is_free:
        return WithLeader.FREE if level.holder is Holds.REQUIRED else None
    if baton.let_go:
        return WithLeader.LET_GO
    return WithLeader.UNANSWERED if baton.unanswered else None


@dataclass(frozen=True)
class Candidates:
    """Those who could hold the baton: the team, and those at the case's unit, who join it by their yes."""

    team: list[Seat]
    colleagues: list[Seat]

    def find(self, seat: Seat) -> bool:
        return seat.pk in {one.pk for one in (*self.team, *self.colleagues)}


@dataclass(frozen=True)
class Holder:
    seat_id: UUID
    name: str


def holders_of(cases: Collection[Case]) -> dict[UUID, Holder]:
    """Who holds the baton and may see the case, for lists: one question, for cases on a worklist too."""
    rows = HOLDERS.ask(cases=keys(case.pk for case in cases))
    return {case_id: Holder(seat_id, name) for case_id, seat_id, name in rows}


def held_by(cases: QuerySet[Case], seat_id: UUID) -> QuerySet[Case]:
    """Begins at what the seat holds, which is never many."""
    return cases.filter(pk__in=Holding.objects.filter(seat=seat_id, to_at=None).values("case_id"))


def baton_of(case: Case, now: datetime) -> Baton:
    return batons_of([case], now)[case.pk]


def batons_of(cases: Collection[Case], now: datetime) -> dict[UUID, Baton]:
    """Where each of them lies: two questions, whatever the number."""
    here = live_members(now).filter(case=OuterRef("case"), seat=OuterRef("seat"))
    held = _holdings().filter(case__in=cases).annotate(has_it_still=Exists(here))
    holdings = {holding.case_id: holding for holding in held}
    offers = {offer.case_id: offer for offer in _offers().filter(case__in=cases, answered_at=None)}
    return {case.pk: _baton(holdings.get(case.pk), offers.get(case.pk), now) for case in cases}


def _baton(holding: Any, offer: Handover | None, now: datetime) -> Baton:
    return Baton(
        holding,
        offer,
        let_go=holding is not None and not holding.has_it_still,
        slow=_has_waited(offer, "remind_after", REMIND_AFTER, now),
        unanswered=_has_waited(offer, "leader_after", LEADER_AFTER, now),
    )


def holding_of(case: Case) -> Holding | None:
    return _holdings().filter(case=case).first()


def offer_in(case: Case) -> Handover | None:
    """The offer that waits for an answer; there is never more than one."""
    return _offers().filter(case=case, answered_at=None).first()


def history_of(case: Case) -> tuple[list[Holding], list[Handover]]:
    """Who has held it, and the offers that were answered, newest first."""
    holdings = Holding.objects.filter(case=case).select_related("seat__person").order_by("-from_at")
    answered = _offers().filter(case=case).exclude(answered_at=None).order_by("-answered_at")
    return list(holdings[:50]), list(answered[:50])


def to_read(seat: Seat, now: datetime) -> QuerySet[Handover]:
    """The offers that wait for the seat's answer, and those it made that somebody lately answered.

    Those that were refused only while it still holds the baton; none that it has offered anew since.
    """
    later = Handover.objects.filter(case=OuterRef("case"), offered_at__gt=OuterRef("offered_at"))
    holds = Holding.objects.filter(case=OuterRef("case"), seat=seat, to_at=None)
    answered = Q(from_seat=seat, answered_at__gt=now - LATELY, case__closed_at=None) & ~Exists(later)
    return (
        Handover.objects.filter(
            Q(to_seat=seat, answered_at=None) | (answered & (Q(accepted=True) | Exists(holds)))
        )
        .select_related("from_seat__person", "to_seat__person", "case__child__group")
        .order_by("-offered_at")
    )


def candidates(case: Case, now: datetime, *, besides: Seat) -> Candidates:
    """A sealed case, or one about an adult here, keeps its baton in the team: nobody else may know."""
    team = [member.seat for member in live_team(case, now) if member.seat_id != besides.pk]
    if case.sealed_at or case.adult_here:
        return Candidates(team, [])
    known = {besides.pk, *(seat.pk for seat in team)}
    return Candidates(team, [seat for seat in at_the_unit(case, now) if seat.pk not in known])


def adults_near(case: Case, now: datetime, *, besides: Seat) -> list[Seat]:
    """Whom a concern could be about: those in the team or asked to hold the baton, then all at the unit."""
    member = TeamMember.objects.filter(case=case, to_at=None, seat=OuterRef("pk"))
    asked = Handover.objects.filter(case=case, answered_at=None, to_seat=OuterRef("pk"))
    near = seats_now(now).annotate(opens=Exists(member), asked=Exists(asked))
    return list(
        near.filter(Q(unit=case.unit_id) | Q(opens=True) | Q(asked=True))
        .exclude(person=besides.person_id)
        .exclude(person__in=Exclusion.objects.filter(case=case).values("person_id"))
        .select_related("person", "unit")
        .order_by("-opens", "-asked", "person__name")
    )


def at_the_unit(case: Case, now: datetime) -> QuerySet[Seat]:
    """Those who work with children there, but for whoever the case is kept from."""
    kept_out = Exclusion.objects.filter(case=case).values("person_id")
    return seats_at([case.unit_id], now).filter(role__in=WORKS_WITH_CHILDREN).exclude(person_id__in=kept_out)


def _holdings() -> QuerySet[Holding]:
    return Holding.objects.filter(to_at=None).select_related("seat__person", "seat__unit")


def _offers() -> QuerySet[Handover]:
    return Handover.objects.select_related("case__municipality", "from_seat__person", "to_seat__person")


def _has_waited(offer: Handover | None, setting: str, otherwise: int, now: datetime) -> bool:
    """Whether more working days have passed than the municipality has set for this."""
    if offer is None:
        return False
    municipality = offer.case.municipality
    days = Duration(municipality.settings.get("baton", {}).get(setting, otherwise), Unit.WORKING_DAYS)
    last = last_day(local_day(offer.offered_at), days, days_of(municipality.country, municipality.settings))
    return last is not None and local_day(now) > last
