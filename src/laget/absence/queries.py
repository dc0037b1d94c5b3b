"""What counts are reached, and by whom they are to be looked at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from laget.absence.models import AbsenceDay, CountDecision
from laget.foundation.by_hand import Question
from laget.foundation.calendar import days_of
from laget.foundation.clock import local_day
from laget.pathway.models import PathwayVersion
from laget.pathway.published import current_pathway
from laget.people.models import Child, Group, Municipality, Seat
from laget.rules.counting import Away, Reached, period, reached
from laget.rules.days import Days
from laget.rules.pathway import Pathway
from laget.rules.vocabulary import AbsenceKind, Period, Teller

# Only of those whom the row policies show: of the groups the seat names, or of all the unit for its leader.
ABSENCE = Question(
    """
    select child.*, g.*, away.day, away.kind, away.share, exists (
      select from people_seat_groups named join people_seat seat on seat.id = named.seat_id
      where named.group_id = g.id and seat.unit_id = g.unit_id and seat.role = 'worker'
        and seat.from_at <= %(now)s and (seat.to_at is null or seat.to_at > %(now)s)) taught
    from absence_absenceday away
    join people_child child on child.id = away.child_id
    join people_group g on g.id = child.group_id
    where away.day >= %(since)s and away.day <= %(today)s
      and (%(child)s::uuid is null or child.id = %(child)s)
    order by g.name, child.given_name, child.id, away.day
    """,
    child=Child,
    g=Group,
)
MINE = Question(
    """
    select child_id, category from cases_case
    where child_id = any(%(children)s) and closed_at is null and id = any((select my_cases())::uuid[])
    """
)


@dataclass(frozen=True)
class ToLookAt:
    """A child whose absence has reached a count, and what was decided about it last, if anything."""

    child: Child
    reached: Reached
    decision: CountDecision | None = None


def to_look_at(seat: Seat, now: datetime) -> list[ToLookAt]:
    """What this seat is told of and nobody has decided, child by child.

    Not where the seat is in an open case about the same: then there is one to write in.
    """
    found = [each for each in told_of(seat, now) if each.decision is None]
    known = _in_a_case({each.child.pk for each in found}) if found else set()
    return [each for each in found if (each.child.pk, each.reached.count.category) not in known]


def told_of(seat: Seat, now: datetime, child_id: UUID | None = None) -> list[ToLookAt]:
    """All that is reached and this seat is told of, decided or not; perhaps of one child only.

    No question to the database about absence where the pathway counts none.
    """
    pathway = _pathway(seat)
    if pathway is None or not pathway.counts:
        return []
    today, days = local_day(now), _days_of(seat)
    since, _ends = period(Period.SCHOOL_YEAR, today, days)
    found = []
    for child, taught, away in _absence(since, now, child_id):
        counts = [count for count in pathway.counts if _is_told(seat, count.tell, taught=taught)]
        found += [ToLookAt(child, each) for each in reached(counts, away, today=today, days=days)]
    return _with_decisions(found, since)


def _days_of(seat: Seat) -> Days:
    """The school days that the seat's municipality has told of."""
    municipality = Municipality.objects.get(pk=seat.unit.municipality_id)
    return days_of(municipality.country, municipality.settings)


def _pathway(seat: Seat) -> Pathway | None:
    """What counts in the seat's municipality is what new cases begin on."""
    try:
        return current_pathway(seat.unit.municipality_id)
    except PathwayVersion.DoesNotExist:
        return None


def _is_told(seat: Seat, tell: Teller, *, taught: bool) -> bool:
    """The leader is told for a group that nobody teaches, or not any more."""
    leads = seat.leads(seat.unit_id)
    return leads if tell is Teller.LEADER else leads != taught


def _absence(since: date, now: datetime, child_id: UUID | None) -> list[tuple[Child, bool, list[Away]]]:
    children: dict[UUID, tuple[Child, bool]] = {}
    away: dict[UUID, list[Away]] = defaultdict(list)
    for child, group, on, kind, share, taught in ABSENCE.ask(
        since=since, today=local_day(now), now=now, child=child_id
    ):
        child.group = group
        children.setdefault(child.pk, (child, taught))
        away[child.pk].append(Away(on, AbsenceKind(kind), share))
    return [(child, taught, away[child.pk]) for child, taught in children.values()]


def _in_a_case(children: set[UUID]) -> set[tuple[UUID, str]]:
    """Of these children, with what they are about, the open cases that whoever asks is in the team of."""
    mine = MINE.ask(children=list(children))
    return {(child_id, category) for child_id, category in mine}


def _with_decisions(found: list[ToLookAt], since: date) -> list[ToLookAt]:
    """A decision holds until the count is newly reached, later than what was decided about."""
    children = {each.child.pk for each in found}
    decided = _decisions(children, since) if found else {}
    return [_decided(each, decided.get((each.child.pk, each.reached.count.id))) for each in found]


def _decided(each: ToLookAt, decision: CountDecision | None) -> ToLookAt:
    holds = decision is not None and decision.since >= each.reached.since
    return ToLookAt(each.child, each.reached, decision if holds else None)


def _decisions(children: Iterable[UUID], since: date) -> dict[tuple[UUID, str], CountDecision]:
    decisions = CountDecision.objects.filter(child_id__in=children, since__gte=since)
    ordered = decisions.select_related("seat__person").order_by("since", "at")
    return {(decision.child_id, decision.count): decision for decision in ordered}


def days_away(child_id: UUID, counted: Reached, today: date) -> list[AbsenceDay]:
    """The days that were counted, with their kinds."""
    days = AbsenceDay.objects.filter(
        child_id=child_id, day__gte=counted.first, day__lte=min(counted.last, today)
    )
    kinds = [str(kind) for kind in counted.count.kinds or AbsenceKind]
    return list(days.filter(kind__in=kinds).order_by("day", "kind"))
