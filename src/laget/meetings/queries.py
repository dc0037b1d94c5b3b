"""Finding meetings, those who may be asked to them, and what the child has said."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from laget.cases.models import Case, TeamMember
from laget.foundation.cursor import cursor_of, cursor_to
from laget.foundation.ids import key_of
from laget.meetings.models import Attendee, Decision, Meeting, VoiceEntry
from laget.people.models import Guardianship, Person
from laget.people.queries import who_must_answer
from laget.plans.models import Measure
from laget.rules.subjects import HERSELF, Answers

ROWS = 20


@dataclass(frozen=True)
class MeetingsPage:
    """Some of a case's meetings, latest first. `before` is what the next page begins behind."""

    meetings: list[Meeting]
    before: str | None


def meetings_of(case: Case, before: str) -> MeetingsPage:
    """A key that is not one begins from the latest."""
    meetings = Meeting.objects.filter(case=case).order_by("-starts_at", "-id").defer("minutes")
    if cursor := cursor_of(before):
        moment, key = cursor
        meetings = meetings.filter(Q(starts_at__lt=moment) | Q(starts_at=moment, pk__lt=key))
    found = list(meetings[: ROWS + 1])
    if len(found) <= ROWS:
        return MeetingsPage(found, None)
    end = found[ROWS - 1]
    return MeetingsPage(found[:ROWS], cursor_to(end.starts_at, end.pk))


def meeting_of(case: Case, meeting_id: UUID, evaluating: Collection[str], now: datetime) -> Meeting | None:
    """With `evaluate_at`: when the next one of the `evaluating` kinds is planned, if one is."""
    coming = Meeting.objects.filter(
        case=case, template__in=evaluating, starts_at__gt=now, held_at=None, cancelled_at=None
    )
    return (
        Meeting.objects.filter(case=case, pk=meeting_id)
        .select_related("planned_by__person", "minutes_by__person")
        .annotate(evaluate_at=Subquery(coming.order_by("starts_at").values("starts_at")[:1]))
        .first()
    )


def planned_in_round(case: Case, template: str) -> Meeting | None:
    """The first of its kind that waits to be held in the present round."""
    waiting = Meeting.objects.filter(case=case, template=template, held_at=None, cancelled_at=None)
    since = case.round_since
    return waiting.filter(Q(planned_at__gte=since) | Q(starts_at__gte=since)).order_by("starts_at").first()


def to_come(case: Case, now: datetime) -> QuerySet[Meeting]:
    """Those that are called off when the case ends."""
    waiting = Meeting.objects.filter(case=case, held_at=None, cancelled_at=None, starts_at__gt=now)
    return waiting.order_by("starts_at")


def asks_guardians(meetings: Collection[Meeting]) -> bool:
    """Whether any of them is asked to any of these."""
    return Attendee.objects.filter(meeting__in=meetings, guardian__isnull=False).exists()


def attendees_of(meeting: Meeting) -> list[Attendee]:
    """The child first, then the guardians, those who work with the child, and others.

    With `stands`: whether they are asked as it is now, or were there.
    """
    stands = RawSQL("meetings_attendee.id in (select still_asked(%s))", [meeting.pk], BooleanField())
    attendees = Attendee.objects.filter(meeting=meeting).annotate(stands=stands).order_by("name", "id")
    return sorted(attendees, key=lambda each: (not each.is_child, not each.guardian_id, not each.seat_id))


def decided_at(meeting: Meeting) -> list[Measure]:
    found = Decision.objects.filter(meeting=meeting).select_related("measure").order_by("id")
    return [decision.measure for decision in found]


def next_to_evaluate(case: Case, today: date) -> date | None:
    """The first day that a live measure is to be evaluated."""
    live = Measure.objects.filter(case=case, ended_at=None, evaluate_on__gt=today)
    return live.order_by("evaluate_on").values_list("evaluate_on", flat=True).first()


def team_of(case: Case) -> list[TeamMember]:
    """Those in the team around the child who may see the case now, in the order they came: of a service whose
    consent is over nobody is asked to a meeting, nor given a measure."""
    here = RawSQL("seat_id in (select sees_now(%s))", [case.pk], BooleanField())
    members = TeamMember.objects.filter(here, case=case, to_at=None).select_related(
        "seat__person", "seat__unit"
    )
    return list(members.order_by("from_at", "id"))


def guardians_to_ask(case: Case, today: date) -> list[Person]:
    """Nobody in a sealed case."""
    if case.sealed_at:
        return []
    current = Guardianship.objects.in_force(today).filter(child=case.child_id).exclude(kind=HERSELF)
    return [found.guardian for found in current.select_related("guardian").order_by("guardian__name")]


def answering_herself(case: Case) -> Person | None:
    """Whoever the case is about, where she answers herself: she then finds the meeting on her own page.

    Nobody in a sealed case.
    """
    if case.sealed_at or case.follows.answers not in (Answers.SELF, Answers.OF_AGE):
        return None
    own = who_must_answer(case.pk).filter(kind=HERSELF).first()
    return own.guardian if own else None


def voices_of(case: Case, *, most: int) -> list[VoiceEntry]:
    """The latest first."""
    return list(_voices(case).order_by("-at", "-id")[:most])


def voices_in_round(case: Case, *, most: int) -> list[VoiceEntry]:
    """The child's own words first, before any reason why nobody has asked; of each the latest first."""
    in_words = ExpressionWrapper(~Q(words=""), BooleanField())
    of_round = _voices(case).filter(at__gte=case.round_since or case.opened_at)
    return list(of_round.order_by(in_words.desc(), "-at", "-id")[:most])


def _voices(case: Case) -> QuerySet[VoiceEntry]:
    return VoiceEntry.objects.filter(case=case).select_related("seat__person")


def meeting_named(case: Case, key: str) -> UUID | None:
    """The meeting of this case whose key somebody sent, if it is one."""
    found = key_of(key)
    return found if found and Meeting.objects.filter(case=case, pk=found).exists() else None
