"""One turn at a plan: what it replaces is kept, and what somebody else has written meanwhile is respected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from laget.cases.queries import lock_open
from laget.people.models import Seat
from laget.plans.models import Goal, Measure, Part, Plan, PlanChange

Row = Plan | Goal | Measure

# Columns that answer one question together: who does it. Half of somebody's answer makes no sense.
TOGETHER = ("responsible", "responsible_seat_id", "responsible_name")


@dataclass(frozen=True)
class Theirs:
    """What stands in a field now, because of whom, since when."""

    value: Any
    who: str
    at: datetime


class Conflict(Exception):
    """Somebody else has changed the same fields since the version that the writer saw."""

    def __init__(self, theirs: Mapping[str, Theirs]) -> None:
        self.theirs = theirs
        super().__init__(", ".join(theirs))

    @property
    def who(self) -> list[str]:
        """The names of the others."""
        return sorted({theirs.who for theirs in self.theirs.values()})


class EvaluatedMeanwhile(Exception):
    """Others have evaluated since the writer looked; `theirs` are those evaluations, the newest first."""

    def __init__(self, theirs: list[UUID]) -> None:
        self.theirs = theirs
        super().__init__("somebody else has evaluated")


@dataclass
class Turn:
    """A writer's turn. Holds the case's lock; nothing is written before `done`."""

    plan: Plan
    seat: Seat
    now: datetime
    rows: dict[tuple[type[Row], Any], tuple[Row, set[str]]] = field(default_factory=dict)
    changes: dict[tuple[Part, UUID | None], PlanChange] = field(default_factory=dict)

    def put(self, row: Row, fields: Mapping[str, Any]) -> None:
        """Sets fields of a row; those that are the same already count for nothing."""
        differing = {name: value for name, value in fields.items() if said(getattr(row, name)) != said(value)}
        if differing:
            change = self._change(row)
            change.before = {name: said(getattr(row, name)) for name in differing} | change.before
            change.after |= {name: said(value) for name, value in differing.items()}
            self._touched(row).update(differing)
            for name, value in differing.items():
                setattr(row, name, value)

    def add(self, row: Goal | Measure, fields: Iterable[str]) -> None:
        row.save(force_insert=True)
        self._change(row).after = {name: said(getattr(row, name)) for name in fields}

    def done(self) -> Plan:
        """The next version of the plan, with as many questions to the database for one row as for fifty."""
        if not self.changes:
            return self.plan
        words = self.rows.pop((Plan, self.plan.pk), (self.plan, set()))[1]
        self.plan.version += 1
        for change in self.changes.values():
            change.version = self.plan.version
        PlanChange.objects.bulk_create(self.changes.values())  # first: the database asks for it (record.sql)
        self.plan.changed_at, self.plan.changed_by = self.now, self.seat
        self.plan.save(update_fields=["version", "changed_at", "changed_by", *words])
        for model in (Goal, Measure):
            _update(model, [(row, names) for (kind, _), (row, names) in self.rows.items() if kind is model])
        return self.plan

    def _touched(self, row: Row) -> set[str]:
        return self.rows.setdefault((type(row), row.pk), (row, set()))[1]

    def _change(self, row: Row) -> PlanChange:
        part, part_id = part_of(row)
        new = PlanChange(case_id=self.plan.pk, part=part, part_id=part_id, seat=self.seat, at=self.now)
        return self.changes.setdefault((part, part_id), new)


def begin(case_id: UUID, seat: Seat, now: datetime) -> Turn:
    """Raises Closed for a case that has ended."""
    lock_open(case_id)
    plan = Plan.objects.filter(pk=case_id).first()
    if plan is None:
        plan = Plan(case_id=case_id)
        plan.save(force_insert=True)
    return Turn(plan, seat, now)


def to_write(row: Row, wanted: Mapping[str, Any], seen: int, settled: Mapping[str, int]) -> dict[str, Any]:
    """What of `wanted` the writer has changed since version `seen`. The rest stays as others have made it.

    Raises Conflict with the fields that both have changed, each to something else, unless the writer has
    seen theirs in the version that `settled` names for the field.
    """
    since = changes_since(row, seen)
    base = {name: said(getattr(row, name)) for name in wanted}
    for change in reversed(since):
        base |= {name: value for name, value in change.before.items() if name in base}
    by = {name: change for change in since for name in change.after}
    mine = {name: value for name, value in wanted.items() if said(value) != base[name]}
    unseen = {name for name in mine if name in by and by[name].version > settled.get(name, seen)}
    both = _whole(name for name in unseen if said(mine[name]) != said(getattr(row, name)))
    if both:
        raise Conflict({name: _theirs(row, name, by) for name in wanted if name in both})
    return {name: value for name, value in wanted.items() if name in _whole(mine)}


def changes_since(row: Row, seen: int) -> list[PlanChange]:
    part, part_id = part_of(row)
    case_id = row.pk if isinstance(row, Plan) else row.case_id
    found = PlanChange.objects.filter(case_id=case_id, part=part, part_id=part_id, version__gt=seen)
    return list(found.select_related("seat__person").order_by("version"))


def part_of(row: Row) -> tuple[Part, UUID | None]:
    if isinstance(row, Plan):
        return Part.WORDS, None
    return (Part.GOAL if isinstance(row, Goal) else Part.MEASURE), row.pk


def said(value: Any) -> str | None:
    """A value as it is kept on record, and as two values are compared."""
    return None if value is None else str(value).replace("\r\n", "\n")


def _theirs(row: Row, name: str, by: Mapping[str, PlanChange]) -> Theirs:
    change = by.get(name) or next(by[other] for other in TOGETHER if other in by)
    return Theirs(getattr(row, name), change.seat.person.name, change.at)


def _whole(names: Iterable[str]) -> set[str]:
    names = set(names)
    return names | set(TOGETHER) if names & set(TOGETHER) else names


def _update(model: type[Goal] | type[Measure], touched: list[tuple[Any, set[str]]]) -> None:
    names = set().union(*(names for _, names in touched)) if touched else set()
    if names:
        model.objects.bulk_update([row for row, _ in touched], sorted(names))
