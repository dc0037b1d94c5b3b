"""What Today must know of my cases to tell my own part of them: one question, whatever the number."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from laget.foundation.by_hand import Question, keys
from laget.plans.models import Measure

MINE = Question(
    """
    select measure.*, (
      select max(entry.at) from cases_entry entry
      where entry.case_id = measure.case_id and entry.seat_id = %(seat)s and entry.kind = ''
    ), local_day(c.round_since) > measure.evaluate_on or exists (
      select from plans_measurereview where measure_id = measure.id and at >= c.round_since),
    c.id, written.at
    from cases_case c
    left join plans_measure measure on measure.case_id = c.id
      and measure.responsible_seat_id = %(seat)s and measure.ended_at is null
      and (measure.started_at is null and measure.by_on <= %(until)s or measure.evaluate_on <= %(until)s)
      and (c.sealed_at is null or measure.created_at > c.sealed_at)
    left join last_written(%(carried)s) written on written.case_id = c.id
    where c.id = any(%(cases)s) and (measure.id is not null or written.at is not null)
    order by measure.created_at, measure.id
    """,
    measure=Measure,
)


@dataclass(frozen=True)
class MyMeasure:
    """One that a seat is responsible for, with when it last wrote in the case, and whether this round has
    evaluated it."""

    measure: Measure
    wrote_at: datetime | None
    is_evaluated: bool


@dataclass
class MyRows:
    """`written_at` is told of the cases that were asked about as carried."""

    measures: list[MyMeasure] = field(default_factory=list)
    written_at: datetime | None = None


def my_rows(
    cases: Iterable[UUID], carried: Iterable[UUID], *, seat_id: UUID, until: date
) -> dict[UUID, MyRows]:
    """My measures that begin or are evaluated by that day, and when somebody last wrote in what I carry."""
    found: dict[UUID, MyRows] = {}
    asked = MINE.ask(cases=keys(cases), carried=keys(carried), seat=seat_id, until=until)
    for measure, wrote_at, evaluated, case_id, written_at in asked:
        mine = found.setdefault(case_id, MyRows())
        mine.written_at = written_at
        if measure:
            mine.measures.append(MyMeasure(measure, wrote_at, bool(evaluated)))
    return found
