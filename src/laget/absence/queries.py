"""What counts are reached, and by whom they are to be looked at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from laget.absence.models import AbsenceDay, CountDecision
from laget.foundation.by_hand import Question
from laget.foundation.calendar import days_of
from laget.foundation.clock import local_day
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
    select c.child_id, version.name, c.category
    from cases_case c join pathway_pathwayversion version on version.id = c.version_id
    where c.child_id = any(%(children)s) and c.closed_at is null and c.id = any((select my_cases())::uuid[])
    """
)


@dataclass(frozen=True)
class ToLookAt:
    """A child whose absence has reached a pathway's count, and what was decided about it last."""

    child: Child
    pathway: Pathway
    reached: Reached
    decision: CountDecision | None = None

    @property
    def concern(self) -> tuple[UUID, str, str]:
        """The child, the pathway and the category of a case that would be about the same."""
        return self.child.pk, self.pathway.name, self.reached.count.category

    @property
    def counted(self) -> tuple[UUID, str, str]:
        return self.child.pk, self.pathway.name, self.reached.count.id


def to_look_at(seat: Seat, now: datetime, pathways: Iterable[Pathway]) -> list[ToLookAt]:
    """What this seat is told of and nobody has decided, child by child.

    Not where the seat is in an open case about the same: then there is one to write in.
    """
    found = [each for each in told_of(seat, now, pathways) if each.decision is None]
    known = _in_a_case({each.child.pk for each in found}) if found else set()
    return [each for each in found if each.concern not in known]


def told_of(
    seat: Seat, now: datetime, pathways: Iterable[Pathway], child_id: UUID | None = None
) -> list[ToLookAt]:
    """All that is reached and this seat is told of, decided or not; perhaps of one child only.

    `pathways` are those in use where the seat is. Absence is asked for only where one of them counts.
    """
    counting = [pathway for pathway in pathways if pathway.counts]
    if not counting:
        return []
    today, days = local_day(now), _days_of(seat)
    since, _ends = period(Period.SCHOOL_YEAR, today, days)
    found = []
    for child, taught, away in _absence(since, now, child_id):
        for pathway in counting:
            counts = [count for count in pathway.counts if _is_told(seat, count.tell, taught=taught)]
            found += [
                ToLookAt(child, pathway, each) for each in reached(counts, away, today=today, days=days)
            ]
    return _with_decisions(found, since)


def _days_of(seat: Seat) -> Days:
    """The school days that the seat's municipality has told of."""
    municipality = Municipality.objects.get(pk=seat.unit.municipality_id)
    return days_of(municipality.country, municipality.settings)


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


def _in_a_case(children: set[UUID]) -> set[tuple[UUID, str, str]]:
    """Of these children, with what they are about, the open cases that whoever asks is in the team of."""
    mine = MINE.ask(children=list(children))
    return {(child_id, pathway, category) for child_id, pathway, category in mine}


def _with_decisions(found: list[ToLookAt], since: date) -> list[ToLookAt]:
    """A decision holds until the count is newly reached, later than what was decided about."""
    children = {each.child.pk for each in found}
    decided = _decisions(children, since) if found else {}
    return [_decided(each, decided.get(each.counted)) for each in found]


def _decided(each: ToLookAt, decision: CountDecision | None) -> ToLookAt:
    holds = decision is not None and decision.since >= each.reached.since
    return replace(each, decision=decision if holds else None)


def _decisions(children: Iterable[UUID], since: date) -> dict[tuple[UUID, str, str], CountDecision]:
    decisions = CountDecision.objects.filter(child_id__in=children, since__gte=since)
    ordered = decisions.select_related("seat__person").order_by("since", "at")
    return {(each.child_id, each.pathway, each.count): each for each in ordered}


def days_away(child_id: UUID, counted: Reached, today: date) -> list[AbsenceDay]:
    """The days that were counted, with their kinds."""
    days = AbsenceDay.objects.filter(
        child_id=child_id, day__gte=counted.first, day__lte=min(counted.last, today)
    )
    kinds = [str(kind) for kind in counted.count.kinds or AbsenceKind]
    return list(days.filter(kind__in=kinds).order_by("day", "kind"))
