"""Planning and holding meetings.

Nothing here brings a guardian to a sealed case; the database refuses it too (sealed.sql).
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import make_aware

from laget.cases.models import Case
from laget.cases.queries import lock_open
from laget.foundation.clock import local_day
from laget.meetings.models import (
    Attendee,
    ChildPart,
    Decision,
    Meeting,
    MinutesVersion,
    Presence,
)
from laget.meetings.queries import answering_herself, to_come
from laget.pathway.published import pathway_of
from laget.people.models import Person, Seat
from laget.plans.models import Measure
from laget.plans.services import add_measure

NOON = time(12)


class Why(StrEnum):
    """Why something cannot be done with a meeting."""

    SEALED = "sealed"
    HELD = "held"
    CANCELLED = "cancelled"
    NOT_YET = "not_yet"


class Refused(Exception):
    """It cannot be done, for one of the reasons in `Why`."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why)


class Conflict(Exception):
    """Somebody else has written the minutes meanwhile; `current` is the meeting with theirs."""

    def __init__(self, current: Meeting) -> None:
        self.current = current
        super().__init__("the minutes have changed")


@transaction.atomic
def plan_meeting(
    *,
    case: Case,
    template: str,
    starts_at: datetime,
    seat: Seat,
    now: datetime,
    place: str = "",
    purpose: str = "",
    child_part: str = "",
    voice_by: str = "",
    seats: Collection[Seat] = (),
    guardians: Collection[Person] = (),
    others: Collection[str] = (),
    held: bool = False,
) -> Meeting:
    """`held`: it has been already, is only now written down, and those named were there.

    Raises KeyError for a kind that the case's pathway does not have, and Refused in a sealed case.
    """
    case = lock_open(case.pk)
    if held and starts_at > now:
        raise Refused(Why.NOT_YET)
    if case.sealed_at and (guardians or pathway_of(case.version_id).meeting(template).guardians):
        raise Refused(Why.SEALED)
    meeting = Meeting(
        case=case,
        template=template,
        purpose=purpose,
        place=place,
        starts_at=starts_at,
        planned_at=now,
        planned_by=seat,
        child_part=child_part,
        voice_by=voice_by,
    )
    meeting.held_at = _moment_held(case, meeting, local_day(starts_at), now) if held else None
    meeting.save(force_insert=True)
    Attendee.objects.bulk_create(_asked(meeting, case, seats, guardians, others))
    return meeting


@transaction.atomic
def move_meeting(*, case: Case, meeting: Meeting, starts_at: datetime, place: str) -> Meeting:
    """To another time or place; those who are asked stay asked."""
    meeting = _locked(case, meeting, open_only=True)
    meeting.starts_at, meeting.place = starts_at, place
    meeting.save(update_fields=["starts_at", "place"])
    return meeting


@transaction.atomic
def name_voice(*, case: Case, meeting: Meeting, voice_by: str) -> Meeting:
    """Who brings the child's words to a meeting to come."""
    meeting = _locked(case, meeting, open_only=True)
    meeting.voice_by = voice_by
    meeting.save(update_fields=["voice_by"])
    return meeting


@transaction.atomic
def hold(
    *,
    case: Case,
    meeting: Meeting,
    held_on: date,
    presence: Mapping[UUID, str],
    now: datetime,
    came_too: Collection[Attendee] = (),
) -> Meeting:
    """It has been held, that day, and these came (attendee id to presence). May be corrected afterwards.

    `came_too` are new rows, of those whom nobody had asked; where two add the same, the first stands.
    """
    case = lock_open(case.pk)
    meeting = _of(case, meeting)
    if meeting.cancelled_at:
        raise Refused(Why.CANCELLED)
    if held_on > local_day(now):
        raise Refused(Why.NOT_YET)
    attendees = list(Attendee.objects.filter(meeting=meeting))
    if case.sealed_at and not meeting.held_at and _reaches_guardians(case, meeting, attendees):
        raise Refused(Why.SEALED)
    if meeting.held_at is None or local_day(meeting.held_at) != held_on:
        meeting.held_at = _moment_held(case, meeting, held_on, now)
        meeting.save(update_fields=["held_at"])
    _note_presence([each for each in attendees if not (case.sealed_at and each.guardian_id)], presence)
    Attendee.objects.bulk_create(came_too, ignore_conflicts=True)
    return meeting


@transaction.atomic
def take_off(*, case: Case, people: Collection[UUID]) -> None:
    """From what is still to be held: whoever must not see the case is asked to none of its meetings."""
    coming = Meeting.objects.filter(case=case, held_at=None, cancelled_at=None)
    Attendee.objects.filter(meeting__in=coming, seat__person__in=people).delete()


@transaction.atomic
def cancel(*, case: Case, meeting: Meeting, reason: str, seat: Seat, now: datetime) -> Meeting:
    """The reason goes into the minutes, after what is written there already."""
    meeting = _locked(case, meeting, open_only=True)
    _cancel(meeting, reason, seat, now)
    return meeting


def cancel_those_to_come(*, case: Case, reason: str, seat: Seat, now: datetime) -> None:
    """The case has ended, and nobody shall come to a meeting about it. Its row is locked already."""
    for meeting in to_come(case, now):
        _cancel(meeting, reason, seat, now)


def _cancel(meeting: Meeting, reason: str, seat: Seat, now: datetime) -> None:
    meeting.cancelled_at = now
    _set_minutes(meeting, "\n\n".join(part for part in (meeting.minutes, reason) if part), seat, now)
    meeting.save(update_fields=["cancelled_at"])


@transaction.atomic
def write_minutes(
    *, case: Case, meeting: Meeting, minutes: str, version: int, seat: Seat, now: datetime
) -> Meeting:
    """`version` is the one the writer began from. Raises Conflict when somebody has written since."""
    meeting = _locked(case, meeting)
    if meeting.cancelled_at:
        raise Refused(Why.CANCELLED)
    if meeting.minutes != minutes:
        if meeting.minutes_version != version:
            raise Conflict(meeting)
        _set_minutes(meeting, minutes, seat, now)
    return meeting


@transaction.atomic
def decide(*, case: Case, meeting: Meeting, seat: Seat, now: datetime, **measure: Any) -> Measure:
    """What is decided becomes a measure in the plan at once; `measure` is what `add_measure` asks for."""
    meeting = _locked(case, meeting)
    if meeting.cancelled_at:
        raise Refused(Why.CANCELLED)
    decided = add_measure(case=case, seat=seat, now=now, **measure)
    Decision(case=case, meeting=meeting, measure=decided).save(force_insert=True)
    return decided


def _asked(
    meeting: Meeting,
    case: Case,
    seats: Collection[Seat],
    guardians: Collection[Person],
    others: Collection[str],
) -> list[Attendee]:
    presence = Presence.PRESENT if meeting.held_at else Presence.INVITED

    def row(name: str, **who: object) -> Attendee:
        return Attendee(**{"case": case, "meeting": meeting, "name": name, "presence": presence} | who)

    comes = meeting.child_part in (ChildPart.WHOLE, ChildPart.PART)
    own = answering_herself(case) if comes else None
    part = {"presence": Presence.PART} if meeting.held_at and meeting.child_part == ChildPart.PART else {}
    who = {"guardian": own} if own else {"is_child": True}
    them = row(case.child.given_name, **who, **part)
    return [
        *([them] if comes else []),
        *(row(person.name, guardian=person) for person in guardians),
        *(row(seat.person.name, seat=seat) for seat in seats),
        *(row(name) for name in others),
    ]


def _locked(case: Case, meeting: Meeting, *, open_only: bool = False) -> Meeting:
    """`open_only`: neither held nor cancelled."""
    found = _of(lock_open(case.pk), meeting)
    if open_only and found.held_at:
        raise Refused(Why.HELD)
    if open_only and found.cancelled_at:
        raise Refused(Why.CANCELLED)
    return found


def _of(case: Case, meeting: Meeting) -> Meeting:
    """As it is now that the case is locked. Raises Meeting.DoesNotExist for another case's."""
    return Meeting.objects.select_related("minutes_by__person").get(case=case, pk=meeting.pk)


def _reaches_guardians(case: Case, meeting: Meeting, attendees: list[Attendee]) -> bool:
    kind = pathway_of(case.version_id).kind_of(meeting.template)
    return kind.guardians or any(each.guardian_id for each in attendees)


def _moment_held(case: Case, meeting: Meeting, held_on: date, now: datetime) -> datetime:
    """A day is all we are told. What a round writes down of its own first day counts in that round; so does a
    day that it corrects, of a meeting that it planned. One of the round before stays there."""
    planned = local_day(meeting.starts_at) == held_on
    moment = meeting.starts_at if planned else make_aware(datetime.combine(held_on, NOON))
    since = case.round_since
    if since and since > case.opened_at and local_day(since) == held_on and _is_of(since, meeting):
        moment = max(moment, since)
    return min(moment, now)


def _is_of(since: datetime, meeting: Meeting) -> bool:
    return not meeting.held_at or meeting.planned_at >= since


def _note_presence(attendees: list[Attendee], presence: Mapping[UUID, str]) -> None:
    """One statement for each of the words, however many came."""
    for word in Presence.values:
        came = [each.pk for each in attendees if presence.get(each.pk) == word != each.presence]
        if came:
            Attendee.objects.filter(pk__in=came).update(presence=word)


def _set_minutes(meeting: Meeting, minutes: str, seat: Seat, now: datetime) -> None:
    meeting.minutes = minutes
    meeting.minutes_version += 1
    meeting.minutes_by = seat
    meeting.save(update_fields=["minutes", "minutes_version", "minutes_by"])
    MinutesVersion(
        case_id=meeting.case_id,
        meeting=meeting,
        version=meeting.minutes_version,
        text=minutes,
        seat=seat,
        at=now,
    ).save(force_insert=True)
