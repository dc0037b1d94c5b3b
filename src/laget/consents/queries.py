"""Who has answered what for which service, and who of the team may see the case because of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet

from laget.cases.models import Basis, Case, Exclusion, TeamMember
from laget.consents.models import Answer, Consent, InvitedService
from laget.foundation.clock import local_day
from laget.people.models import Person, Seat, SeatRole, Service
from laget.people.queries import who_must_answer

WORKS_WITH_CHILDREN = (SeatRole.WORKER, SeatRole.LEADER, SeatRole.DEPUTY)


class State(StrEnum):
    """One guardian's answer as it counts today."""

    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNANSWERED = "unanswered"


@dataclass(frozen=True)
class GuardianAnswer:
    guardian: Person
    latest: Consent | None
    state: State


@dataclass(frozen=True)
class ServiceAnswers:
    """An invited service. `effective` is the database's word: everybody who must has said yes."""

    invited: InvitedService
    answers: list[GuardianAnswer]
    effective: bool
    members: list[TeamMember]

    @property
    def service(self) -> Service:
        return self.invited.service

    @property
    def against(self) -> list[GuardianAnswer]:
        """The answers that stand in the way: a no, or a yes taken back."""
        return [one for one in self.answers if one.state in (State.NO, State.WITHDRAWN)]

    @property
    def until(self) -> date | None:
        """The last day that all of the answers hold."""
        days = [one.latest.until_on for one in self.answers if one.latest and one.latest.until_on]
        return min(days, default=None) if self.effective else None


@dataclass(frozen=True)
class Earlier:
    """An invitation that has ended, with what was answered to it, first things first."""

    invited: InvitedService
    answers: list[Consent]


def answers_of(case: Case, now: datetime) -> list[ServiceAnswers]:
    """Every invited service with one answer for each guardian whose yes is needed: four questions in all."""
    today = local_day(now)
    guardians = [must.guardian for must in who_must_answer(case.pk)]
    latest = _latest(case)
    members = list(live_team(case, now).filter(basis=Basis.CONSENT))
    return [
        ServiceAnswers(
            invited=invited,
            answers=[
                _answer(guardian, latest.get((invited.service_id, guardian.pk)), today)
                for guardian in guardians
            ],
            effective=invited.effective,  # type: ignore[attr-defined]
            members=[member for member in members if member.seat.unit.service_id == invited.service_id],
        )
        for invited in invited_to(case)
    ]


def given_in(case: Case, now: datetime) -> list[Consent]:
    """Every yes that holds today, and so can be taken back."""
    answers = [one for row in answers_of(case, now) for one in row.answers]
    return [one.latest for one in answers if one.latest and one.state is State.YES]


def invited_to(case: Case) -> QuerySet[InvitedService]:
    """The services invited now, each with `effective`, which the database answers."""
    return (
        InvitedService.objects.filter(case=case, ended_at=None)
        .annotate(effective=_consented("service_id"))
        .select_related("service", "seat__person")
        .order_by("service__name")
    )


def earlier_in(case: Case) -> list[Earlier]:
    """The invitations that have ended, the latest first, and what became of each."""
    invited = InvitedService.objects.filter(case=case, ended_at__isnull=False)
    people = ("service", "seat__person", "ended_by__person", "declined_by__person")
    answers = list(
        Consent.objects.filter(case=case).select_related("guardian", "seat__person").order_by("at", "pk")
    )
    return [
        Earlier(one, [said for said in answers if _was_to(said, one)])
        for one in invited.select_related(*people).order_by("-ended_at", "service__name")
    ]


def latest_answer(case: Case, service_id: UUID, guardian_id: UUID) -> Consent | None:
    """To the invitation as it is now; none to one before it."""
    answers = Consent.objects.filter(case=case, service_id=service_id, guardian_id=guardian_id)
    answers = answers.that_count().select_related("seat__person", "guardian")
    return answers.order_by("-at", "-pk").first()


def state_of(latest: Consent | None, today: date) -> State:
    if latest is None:
        return State.UNANSWERED
    if latest.answer == Answer.REFUSED:
        return State.NO
    if latest.answer == Answer.WITHDRAWN:
        return State.WITHDRAWN
    return State.YES if latest.until_on and latest.until_on >= today else State.EXPIRED


def live_members(now: datetime) -> QuerySet[TeamMember]:
    """Those who may see a case at this moment: still employed, not kept out, and their consent holds."""
    kept_out = Exclusion.objects.filter(case=OuterRef("case"), person=OuterRef("seat__person"))
    return (
        TeamMember.objects.filter(Q(seat__to_at=None) | Q(seat__to_at__gt=now), ~Exists(kept_out), to_at=None)
        .annotate(agreed=_consented("seat__unit__service_id"))
        .filter(~Q(basis=Basis.CONSENT) | Q(agreed=True))
    )


def live_team(case: Case, now: datetime) -> QuerySet[TeamMember]:
    return (
        live_members(now)
        .filter(case=case)
        .select_related("seat__person", "seat__unit__service")
        .order_by("seat__person__name")
    )


def helping_here(case: Case) -> QuerySet[Service]:
    """The services that help children in the municipality, other than the case's own."""
    services = Service.objects.filter(serves=case.municipality_id).exclude(code=Service.ADMINISTRATION)
    return services.exclude(pk=case.unit.service_id).order_by("name")


def may_be_invited(case: Case) -> QuerySet[Service]:
    invited = InvitedService.objects.filter(case=case, ended_at=None)
    return helping_here(case).exclude(pk__in=invited.values("service_id"))


def may_join_by_law(case: Case, now: datetime) -> list[Seat]:
    """In a sealed case, where nobody is asked: those of every service that helps here."""
    services = list(helping_here(case).values_list("pk", flat=True)) if case.sealed_at else []
    return [seat for seats in may_join(case, services, now).values() for seat in seats]


def may_join(case: Case, service_ids: list[UUID], now: datetime) -> dict[UUID, list[Seat]]:
    """For each service the seats that could join the team: of its units here, or else of all its units."""
    kept_out = Exclusion.objects.filter(case=case).values("person_id")
    seats = (
        Seat.objects.filter(Q(to_at=None) | Q(to_at__gt=now), from_at__lte=now, role__in=WORKS_WITH_CHILDREN)
        .filter(unit__service_id__in=service_ids)
        .exclude(person_id__in=kept_out)
        .exclude(pk__in=TeamMember.objects.filter(case=case, to_at=None).values("seat_id"))
        .select_related("person", "unit")
        .order_by("unit__name", "person__name")
    )
    found = list(seats)
    return {service_id: _nearest(service_id, found, case.municipality_id) for service_id in service_ids}


def end_of_school_year(today: date) -> date:
    """What a yes is suggested to last until; a school year begins on 1 August, in Norway and in Denmark.

    In the last month of a year it is the next one's, so that nobody is asked twice within weeks.
    """
    end = date(today.year, 7, 31)
    return end if (end - today).days > 30 else date(today.year + 1, 7, 31)


def _answer(guardian: Person, latest: Consent | None, today: date) -> GuardianAnswer:
    return GuardianAnswer(guardian, latest, state_of(latest, today))


def _latest(case: Case) -> dict[tuple[UUID, UUID], Consent]:
    rows = (
        Consent.objects.filter(case=case)
        .that_count()
        .select_related("seat__person", "guardian", "service")
        .order_by("service_id", "guardian_id", "-at", "-pk")
        .distinct("service_id", "guardian_id")
    )
    return {(row.service_id, row.guardian_id): row for row in rows}


def _nearest(service_id: UUID, seats: list[Seat], municipality_id: UUID) -> list[Seat]:
    of_service = [seat for seat in seats if seat.unit.service_id == service_id]
    here = [seat for seat in of_service if seat.unit.municipality_id == municipality_id]
    return here or of_service


def _was_to(said: Consent, invited: InvitedService) -> bool:
    between = invited.ended_at is not None and invited.at <= said.at <= invited.ended_at
    return said.service_id == invited.service_id and between


def _consented(service: str) -> Func:
    """The one rule for when consent holds, asked of the database that enforces it."""
    return Func(F("case_id"), F(service), function="consented", output_field=BooleanField())
