"""Inviting other services, registering what the guardians answer, and letting people in on it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from laget.cases import services as cases
from laget.cases.models import Basis, Case, EntryKind, TeamMember
from laget.cases.queries import lock, lock_open
from laget.consents.models import Answer, Consent, EndedWith, InvitedService
from laget.consents.queries import (
    State,
    invited_to,
    latest_answer,
    may_be_invited,
    may_join,
    may_join_by_law,
    state_of,
)
from laget.foundation.clock import local_day
from laget.people.models import Person, Seat, Service
from laget.people.queries import who_must_answer


class NotAsked(Exception):
    """There is nobody to ask this of: the case is sealed, the service not invited, the person no guardian."""


class NoConsent(Exception):
    """Not all who must have said yes to this service, or not any more."""


class AnsweredMeanwhile(Exception):
    """Somebody has registered `latest` since the writer saw what had been answered."""

    def __init__(self, latest: Consent) -> None:
        self.latest = latest
        super().__init__("another answer is registered")


@transaction.atomic
def invite(*, case: Case, service: Service, seat: Seat, now: datetime, asks: str = "") -> None:
    """Nothing is shared by it: a service that is invited sees nothing before there is consent, nor `asks`."""
    case = _lock_for_asking(case)
    if InvitedService.objects.filter(case=case, service=service, ended_at=None).exists():
        return
    if not may_be_invited(case).filter(pk=service.pk).exists():
        raise NotAsked
    InvitedService(case=case, service=service, seat=seat, at=now, asks=asks).save(force_insert=True)


@transaction.atomic
def take_back_invitation(*, case: Case, service: Service, seat: Seat, now: datetime) -> None:
    """Those who came in on its consent leave the team; the guardians' answers stay on record."""
    _end_help(lock_open(case.pk), [service.pk], ended_by=seat, ended_at=now)


@transaction.atomic
def end_with_a_way(*, case: Case, services: Collection[UUID], seat: Seat, now: datetime) -> None:
    """The help of these services ends with the way on that has just been taken."""
    _end_help(lock_open(case.pk), services, ended_by=seat, ended_at=now, ended_with=EndedWith.WAY)


@contextmanager
def help_ends_last() -> Iterator[None]:
    """The help of services ends with the case, but not before what is inside is done: whoever ends the case
    may be in it on consent, and is out then."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints help_ends_with_the_case deferred")
        yield
        cursor.execute("set constraints help_ends_with_the_case immediate")


def refuse_unseen(*, case: Case, guardian: Person, service: Service, seen: UUID | None) -> None:
    """Raises AnsweredMeanwhile unless `seen` is what stands now. Keeps the case locked."""
    lock(case.pk)
    latest = latest_answer(case, service.pk, guardian.pk)
    if latest and latest.pk != seen:
        raise AnsweredMeanwhile(latest)


@transaction.atomic
def record_answer(
    *,
    case: Case,
    guardian: Person,
    service: Service,
    answer: Answer,
    until_on: date | None,
    seat: Seat,
    now: datetime,
) -> Consent:
    """One guardian's answer from now on, to the invitation as it is. It ends with the case: nothing of it is
    left to take back then.
    """
    case = _lock_for_answer(case, answer)
    if not _is_asked(case, guardian, service):
        raise NotAsked
    latest = latest_answer(case, service.pk, guardian.pk)
    if answer == Answer.WITHDRAWN and state_of(latest, local_day(now)) is not State.YES:
        raise NotAsked
    recorded = Consent(
        case=case,
        guardian=guardian,
        service=service,
        answer=answer,
        until_on=until_on if answer == Answer.GIVEN else None,
        seat=seat,
        at=now,
    )
    recorded.save(force_insert=True)
    return recorded


@transaction.atomic
def let_in(*, case: Case, to_seat: Seat, now: datetime) -> None:
    """Puts somebody of a service in the team, on the guardians' consent, for as long as it holds."""
    case = _lock_for_asking(case)
    service_id = to_seat.unit.service_id
    invited = invited_to(case).filter(service_id=service_id).first()
    if invited is None or not invited.effective:  # type: ignore[attr-defined]
        raise NoConsent
    if to_seat.pk not in {seat.pk for seat in may_join(case, [service_id], now)[service_id]}:
        raise NotAsked
    cases.join(case=case, seat=to_seat, basis=Basis.CONSENT, now=now)


@transaction.atomic
def let_in_by_law(*, case: Case, to_seat: Seat, reason: str, seat: Seat, now: datetime) -> None:
    """Puts somebody of a service in the team of a sealed case. The law lets them in; the note says which."""
    case = lock_open(case.pk)
    if to_seat.pk not in {one.pk for one in may_join_by_law(case, now)}:
        raise NotAsked
    cases.join(case=case, seat=to_seat, basis=Basis.STATUTE, now=now)
    name = to_seat.person.name
    cases.note(case=case, seat=seat, kind=EntryKind.LET_IN_BY_LAW, about=name, text=reason, now=now)


@transaction.atomic
def note_sealing(*, case: Case, seat: Seat, now: datetime) -> None:
    """Names to the team those whose membership on consent the database has just ended with the move."""
    out = TeamMember.objects.filter(case=case, basis=Basis.CONSENT, to_at=now)
    names = sorted(out.values_list("seat__person__name", flat=True))
    if names:
        cases.note(case=case, seat=seat, kind=EntryKind.OUT_BY_SEALING, about=", ".join(names), now=now)


@transaction.atomic
def note_withdrawal(*, case: Case, given: Consent, words: str, seat: Seat, now: datetime) -> None:
    """In a sealed case: a guardian has taken this yes back, in these words. No guardian learns of it."""
    if not lock(case.pk).sealed_at:
        raise NotAsked
    record_answer(
        case=case,
        guardian=given.guardian,
        service=given.service,
        answer=Answer.WITHDRAWN,
        until_on=None,
        seat=seat,
        now=now,
    )
    service = given.service.name
    cases.note(case=case, seat=seat, kind=EntryKind.CONSENT_TAKEN_BACK, about=service, text=words, now=now)


def _lock_for_asking(case: Case) -> Case:
    """In a sealed case no guardian is asked anything."""
    case = lock_open(case.pk)
    if case.sealed_at:
        raise NotAsked
    return case


def _lock_for_answer(case: Case, answer: Answer) -> Case:
    """What was said yes to can always be taken back, as the law wants it: in a sealed case, too."""
    case = lock_open(case.pk)
    if case.sealed_at and answer != Answer.WITHDRAWN:
        raise NotAsked
    return case


def _end_help(case: Case, services: Collection[UUID], **ended: Any) -> None:
    members = TeamMember.objects.filter(case=case, basis=Basis.CONSENT, to_at=None)
    members.filter(seat__unit__service__in=services).update(to_at=ended["ended_at"])
    invited = InvitedService.objects.filter(case=case, service__in=services, ended_at=None)
    invited.update(**ended)


def _is_asked(case: Case, guardian: Person, service: Service) -> bool:
    must = who_must_answer(case.pk).filter(guardian=guardian)
    return must.exists() and InvitedService.objects.filter(case=case, service=service, ended_at=None).exists()
