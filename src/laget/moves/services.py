"""Moving a case: opening, ways on, sealing, reopening, registering in error.

The database checks every move by the same facts; here the answer comes first, and in words.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction

from laget.cases import services as cases
from laget.cases.models import Case
from laget.cases.queries import lock
from laget.consents import services as consents
from laget.foundation import clock
from laget.meetings import services as meetings
from laget.moves.models import Move, MoveKind, RecordedFact
from laget.moves.queries import days_of
from laget.pathway.published import current, pathway_of
from laget.people.models import Child, Person, Seat
from laget.rules.answers import answers_to
from laget.rules.conditions import exemption_from
from laget.rules.deadlines import last_day
from laget.rules.places import level_of
from laget.rules.subjects import Subject
from laget.rules.targets import ends
from laget.rules.vocabulary import AFTERCARE, CHECKED, FactKind

MISSING, IMPOSSIBLE, NOT_YOURS, NAMES_A_CHILD = "LG001", "LG002", "42501", "LG007"


class Refused(Exception):
    """The move cannot be made now. `missing` names the facts that would open it; empty when none would."""

    def __init__(self, missing: tuple[str, ...] = ()) -> None:
        self.missing = missing
        super().__init__(", ".join(missing) or "not possible")


@contextmanager
def taken_or_refused(*also: str) -> Iterator[None]:
    """All of it, or nothing and Refused, where the database says that it is not for this one to write.

    `also` are other answers of the database that come to the same.
    """
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) in (NOT_YOURS, *also):
            raise Refused from error
        raise


@transaction.atomic
def open_case(
    *,
    child: Child,
    seat: Seat,
    text: str,
    category: str,
    violence: bool,
    adult_here: bool,
    adult: Person | None,
    share: bool,
    wonder_on: date,
    now: datetime,
    entry: str = "",
    subject: str = Subject.CHILD,
    pathway: str = "",
) -> Case:
    """A new worry, on the first level or where `entry` leads. With suspected violence it is sealed.

    `pathway` is the name of one in use; without it, the municipality's first.
    """
    version_id = current(child.municipality_id, pathway)
    case = cases.begin(
        child=child,
        subject=subject,
        seat=seat,
        version_id=version_id,
        text=text,
        category=category,
        wonder_on=wonder_on,
        now=now,
    )
    if adult_here:
        cases.name_adult(case=case, adults=[adult] if adult else [], seat=seat, now=now)
    _begin(case, entry=entry, seat=seat, now=now)
    if violence:
        _move(case=case, seat=seat, now=now, kind=MoveKind.SEALED, reason=text)
    if share or adult_here:
        cases.tell_leader(case=case, now=now)
    case.refresh_from_db()
    return case


def _begin(case: Case, *, entry: str, seat: Seat, now: datetime) -> None:
    """On the first level, or where the entry leads."""
    begins = pathway_of(case.version_id).entry(entry)
    target = begins.target if begins else ""
    _move(case=case, seat=seat, now=now, kind=MoveKind.OPENED, exit=entry, target=target)


@transaction.atomic
def take_exit(
    *,
    case: Case,
    exit_id: str,
    target: str,
    reason: str,
    seat: Seat,
    now: datetime,
    ending: Collection[UUID] = (),
) -> Move:
    """Raises Refused with what is missing. With the end, the meetings that were to come are called off.

    The help of invited services ends then, too; on another way that of the services in `ending`.
    """
    case = lock(case.pk)
    with consents.help_ends_last():
        move = _move(
            case=case,
            seat=seat,
            now=now,
            kind=MoveKind.EXIT,
            exit=exit_id,
            target=target,
            reason=reason,
            aftercare_until=aftercare_until(case, now) if target == AFTERCARE else None,
        )
        if ends(target):
            meetings.cancel_those_to_come(case=case, reason=reason, seat=seat, now=now)
    if ending and not ends(target):
        consents.end_with_a_way(case=case, services=ending, seat=seat, now=now)
    return move


@transaction.atomic
def seal(*, case: Case, reason: str, seat: Seat, now: datetime) -> Move:
    """Violence or abuse is suspected: from now on nothing of this case reaches the guardians.

    Nor does their yes let anybody in: who was in the team by it is out of it with the move, and named here.
    """
    case = lock(case.pk)
    move = _move(case=case, seat=seat, now=now, kind=MoveKind.SEALED, reason=reason)
    consents.note_sealing(case=case, seat=seat, now=now)
    return move


@transaction.atomic
def reopen(*, case: Case, reason: str, seat: Seat, now: datetime) -> Move:
    """The case goes on at the level where it ended, with a new round."""
    return _move(case=lock(case.pk), seat=seat, now=now, kind=MoveKind.REOPENED, reason=reason)


@transaction.atomic
def register_in_error(*, case: Case, reason: str, seat: Seat, now: datetime) -> Move:
    """It should never have been written: it ends, says so, and stays on record. Nobody meets about it."""
    case = lock(case.pk)
    move = _move(case=case, seat=seat, now=now, kind=MoveKind.IN_ERROR, reason=reason)
    meetings.cancel_those_to_come(case=case, reason=reason, seat=seat, now=now)
    return move


@transaction.atomic
def move_to_version(
    *, case: Case, version_id: UUID, target: str, reason: str, seat: Seat, now: datetime
) -> Move:
    """Another version of the same pathway, at the same place (an empty `target`) or at one of its own.

    What was recorded and the other version does not ask for stays on record, and counts no more.
    """
    return _move(
        case=lock(case.pk),
        seat=seat,
        now=now,
        kind=MoveKind.VERSION,
        to_version_id=version_id,
        target=target,
        reason=reason,
    )


@transaction.atomic
def record_fact(
    *,
    case: Case,
    fact: str,
    named: str,
    note: str,
    happened_on: date,
    seat: Seat,
    now: datetime,
    answer: str = "",
    named_seat: Seat | None = None,
    told_date: date | None = None,
) -> RecordedFact:
    """Raises Refused when the case's pathway does not ask for such a fact, or has no such answer to it."""
    declared = pathway_of(case.version_id).declared(fact)
    if declared is None or fact != declared.id or answer not in answers_to(declared):
        raise Refused
    if told_date and declared.kind is not FactKind.DATE:
        raise Refused
    return _record(
        case=lock(case.pk),
        fact=fact,
        answer=answer,
        named=named,
        named_seat=named_seat,
        note=note,
        happened_on=happened_on,
        told_date=(told_date or happened_on) if declared.kind is FactKind.DATE else None,
        seat=seat,
        at=now,
    )


@transaction.atomic
def exempt(*, case: Case, fact: str, reason: str, seat: Seat, now: datetime) -> RecordedFact:
    """The case does without this fact for a while. Raises Refused where its pathway allows no exemption."""
    today, allowed = clock.local_day(now), pathway_of(case.version_id).exemption(fact)
    if allowed is None or case.closed_at:
        raise Refused
    return _record(
        case=lock(case.pk),
        fact=exemption_from(fact),
        note=reason,
        happened_on=today,
        until=last_day(today, allowed.at_most, days_of([case])[case.pk]),
        seat=seat,
        at=now,
    )


@transaction.atomic
def check_exit(*, case: Case, exit_id: str, note: str, seat: Seat, now: datetime) -> RecordedFact:
    """Somebody else has looked, before this way on is taken. Raises Refused where nobody needs to."""
    level = level_of(pathway_of(case.version_id), case.level)
    if not any(way.id == exit_id and way.checked_by for way in level.exits()) or case.closed_at:
        raise Refused
    today = clock.local_day(now)
    return _record(
        case=lock(case.pk), fact=f"{CHECKED}.{exit_id}", note=note, happened_on=today, seat=seat, at=now
    )


@transaction.atomic
def decline(*, case: Case, proposal_id: str, reason: str, seat: Seat, now: datetime) -> RecordedFact:
    """Whoever decides says no to a proposal, for this round. Raises Refused where there is none."""
    proposals = level_of(pathway_of(case.version_id), case.level).proposed()
    proposal = next((each for each in proposals if each.id == proposal_id), None)
    if proposal is None or case.closed_at:
        raise Refused
    today = clock.local_day(now)
    return _record(
        case=lock(case.pk), fact=proposal.declined, note=reason, happened_on=today, seat=seat, at=now
    )


def _record(**said: Any) -> RecordedFact:
    """Raises Refused when the database says that it is for somebody else to record."""
    recorded = RecordedFact(**said)
    with taken_or_refused():
        recorded.save(force_insert=True)
    return recorded


def aftercare_until(case: Case, now: datetime) -> date | None:
    """The last day of the aftercare of a case that ends now; None where the pathway has none."""
    duration = pathway_of(case.version_id).aftercare
    return last_day(clock.local_day(now), duration, days_of([case])[case.pk]) if duration else None


def _move(*, case: Case, seat: Seat, now: datetime, kind: MoveKind, **fields: Any) -> Move:
    try:
        with transaction.atomic():
            move = Move(case=case, seat=seat, at=now, kind=kind, **fields)
            move.save(force_insert=True)
            return move
    except DatabaseError as error:
        refused = _refused(error)
        if refused is None:
            raise
        raise refused from error


def _refused(error: DatabaseError) -> Refused | None:
    """The database's own refusal, in the words of the rules; None for any other error."""
    state = getattr(error.__cause__, "sqlstate", None)
    if state == MISSING:
        detail = error.__cause__.diag.message_detail or ""  # type: ignore[union-attr]
        return Refused(tuple(detail.split(",")))
    return Refused() if state == IMPOSSIBLE else None
