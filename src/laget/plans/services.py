"""Changing a plan: its words, its goals, its measures; and saying how it went.

Each takes the case's lock first, raises Closed for a case that has ended, and gives the plan its next
version. What changes words that others may have changed takes `seen`, the version the writer saw, and
`settled`: for which fields the writer has chosen between both, having seen theirs as of which version.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from laget.cases.models import Case
from laget.people.models import Seat
from laget.plans.changes import Conflict, EvaluatedMeanwhile, Theirs, begin, changes_since, to_write
from laget.plans.models import (
    Arena,
    AsPlanned,
    Effect,
    Evaluation,
    Goal,
    Measure,
    MeasureReview,
    Onward,
    Plan,
    Responsible,
)
from laget.plans.queries import evaluated_since

Settled = Mapping[str, int]
NOTHING: Settled = {}

GOAL_WORDS = ("text", "sign")
MEASURE_WORDS = (
    "text",
    "arena",
    "responsible",
    "responsible_seat_id",
    "responsible_name",
    "goal_id",
    "by_on",
    "evaluate_on",
)


class SameGoal(Exception):
    """This goal stands in the plan already."""


@transaction.atomic
def change_words(
    *, case: Case, words: Mapping[str, str], seen: int, settled: Settled = NOTHING, seat: Seat, now: datetime
) -> Plan:
    """What may lie behind, what the child needs, what gives strength. Raises Conflict."""
    turn = begin(case.pk, seat, now)
    turn.put(turn.plan, to_write(turn.plan, words, seen, settled))
    return turn.done()


@transaction.atomic
def add_goal(*, case: Case, text: str, sign: str, seat: Seat, now: datetime) -> Goal:
    """Raises SameGoal."""
    turn = begin(case.pk, seat, now)
    _refuse_the_same(text, Goal.objects.filter(case=case, ended_at=None))
    goal = Goal(case=case, text=text, sign=sign, position=Goal.objects.filter(case=case).count() + 1)
    turn.add(goal, GOAL_WORDS)
    turn.done()
    return goal


@transaction.atomic
def change_goal(
    *, goal: Goal, words: Mapping[str, str], seen: int, settled: Settled = NOTHING, seat: Seat, now: datetime
) -> Goal:
    """Raises Conflict and SameGoal."""
    turn = begin(goal.case_id, seat, now)
    goal.refresh_from_db()
    if _alike(words.get("text", goal.text)) != _alike(goal.text):
        live = Goal.objects.filter(case_id=goal.case_id, ended_at=None)
        _refuse_the_same(words["text"], live.exclude(pk=goal.pk))
    turn.put(goal, to_write(goal, words, seen, settled))
    turn.done()
    return goal


@transaction.atomic
def move_goal(*, goal: Goal, steps: int, seat: Seat, now: datetime) -> None:
    """Up with -1, down with 1. Beyond the first or the last place nothing happens."""
    turn = begin(goal.case_id, seat, now)
    goals = list(Goal.objects.filter(case_id=goal.case_id, ended_at=None).order_by("position", "id"))
    place = goals.index(goal) if goal in goals else -1
    if place >= 0 and 0 <= place + steps < len(goals):
        goals.insert(place + steps, goals.pop(place))
    for number, each in enumerate(goals, start=1):
        turn.put(each, {"position": number})
    turn.done()


@transaction.atomic
def end_goal(*, goal: Goal, seen: int, seat: Seat, now: datetime) -> None:
    """It is reached, or no longer right. Its measures go on until somebody stops them. Raises Conflict."""
    turn = begin(goal.case_id, seat, now)
    goal.refresh_from_db()
    _refuse_if_changed(goal, seen, seat)
    if goal.ended_at is None:
        turn.put(goal, {"ended_at": now})
        for measure in Measure.objects.filter(goal=goal, ended_at=None):
            turn.put(measure, {"goal_id": None})
    turn.done()


@transaction.atomic
def resume_goal(*, goal: Goal, seat: Seat, now: datetime) -> None:
    turn = begin(goal.case_id, seat, now)
    goal.refresh_from_db()
    turn.put(goal, {"ended_at": None})
    turn.done()


@transaction.atomic
def add_measure(
    *,
    case: Case,
    text: str,
    arena: Arena | str,
    responsible: Responsible | str,
    responsible_name: str,
    responsible_seat: Seat | None = None,
    goal: Goal | None = None,
    by_on: date | None = None,
    evaluate_on: date | None = None,
    seat: Seat,
    now: datetime,
) -> Measure:
    """Adding takes nothing from anybody, so it never conflicts."""
    turn = begin(case.pk, seat, now)
    measure = Measure(
        case=case,
        goal=goal,
        text=text,
        arena=arena,
        responsible=responsible,
        responsible_name=responsible_name,
        responsible_seat=responsible_seat,
        by_on=by_on,
        evaluate_on=evaluate_on,
        created_at=now,
    )
    turn.add(measure, MEASURE_WORDS)
    turn.done()
    return measure


@transaction.atomic
def change_measure(
    *,
    measure: Measure,
    words: Mapping[str, Any],
    seen: int,
    settled: Settled = NOTHING,
    seat: Seat,
    now: datetime,
) -> Measure:
    """`words` are columns of MEASURE_WORDS. Raises Conflict."""
    turn = begin(measure.case_id, seat, now)
    measure.refresh_from_db()
    turn.put(measure, to_write(measure, words, seen, settled))
    turn.done()
    return measure


@transaction.atomic
def begin_measure(*, measure: Measure, seat: Seat, now: datetime) -> None:
    turn = begin(measure.case_id, seat, now)
    measure.refresh_from_db()
    if measure.started_at is None:
        turn.put(measure, {"started_at": now})
    turn.done()


@transaction.atomic
def end_measure(*, measure: Measure, seen: int, seat: Seat, now: datetime) -> None:
    """Raises Conflict when somebody else has changed it: what one stops should be what one saw."""
    turn = begin(measure.case_id, seat, now)
    measure.refresh_from_db()
    _refuse_if_changed(measure, seen, seat)
    if measure.ended_at is None:
        turn.put(measure, {"ended_at": now})
    turn.done()


@transaction.atomic
def resume_measure(*, measure: Measure, seat: Seat, now: datetime) -> None:
    turn = begin(measure.case_id, seat, now)
    measure.refresh_from_db()
    turn.put(measure, {"ended_at": None})
    turn.done()


@dataclass(frozen=True)
class Reviewed:
    """What is said of one measure. `evaluate_on` is the next time, for what goes on."""

    measure_id: UUID
    as_planned: AsPlanned | str
    effect: Effect | str
    onward: Onward | str
    evaluate_on: date | None = None
    note: str = ""


@transaction.atomic
def evaluate(
    *,
    case: Case,
    reviews: Collection[Reviewed],
    child_view: str,
    parents_view: str,
    staff_view: str,
    kept: str,
    seat: Seat,
    now: datetime,
    child_not_asked: str = "",
    seen: UUID | None = None,
) -> Evaluation:
    """One look at whether it worked. `seen` is the latest one that the writer saw, of anybody's.

    Raises EvaluatedMeanwhile where others have evaluated the round since.
    """
    turn = begin(case.pk, seat, now)
    theirs = [each.pk for each in evaluated_since(case, seen) if each.seat_id != seat.pk]
    if theirs:
        raise EvaluatedMeanwhile(theirs)
    evaluation = Evaluation(
        case=case,
        seat=seat,
        at=now,
        child_view=child_view,
        child_not_asked=child_not_asked,
        parents_view=parents_view,
        staff_view=staff_view,
        kept=kept,
    )
    evaluation.save(force_insert=True)
    MeasureReview.objects.bulk_create(_review(evaluation, said) for said in reviews)
    measures = Measure.objects.filter(case=case).in_bulk([said.measure_id for said in reviews])
    for said in reviews:
        turn.put(measures[said.measure_id], _what_becomes_of(said, measures[said.measure_id], now))
    turn.done()
    return evaluation


def _review(evaluation: Evaluation, said: Reviewed) -> MeasureReview:
    return MeasureReview(
        case_id=evaluation.case_id,
        evaluation=evaluation,
        measure_id=said.measure_id,
        as_planned=said.as_planned,
        effect=said.effect,
        onward=said.onward,
        note=said.note,
        at=evaluation.at,
    )


def _what_becomes_of(said: Reviewed, measure: Measure, now: datetime) -> dict[str, Any]:
    """A measure that was done has begun, whether or not anybody said so at the time."""
    became: dict[str, Any] = {}
    if measure.started_at is None and said.as_planned != AsPlanned.NO:
        became["started_at"] = now
    became["ended_at"] = (measure.ended_at or now) if said.onward == Onward.STOP else None
    if said.onward != Onward.STOP and said.evaluate_on:
        became["evaluate_on"] = said.evaluate_on
    return became


def _refuse_the_same(text: str, others: QuerySet[Goal]) -> None:
    if _alike(text) in {_alike(each) for each in others.values_list("text", flat=True)}:
        raise SameGoal


def _alike(text: str) -> str:
    return " ".join(text.casefold().split())


def _refuse_if_changed(row: Goal | Measure, seen: int, seat: Seat) -> None:
    theirs = {
        name: Theirs(getattr(row, name), change.seat.person.name, change.at)
        for change in changes_since(row, seen)
        if change.seat_id != seat.pk
        for name in change.after
    }
    if theirs:
        raise Conflict(theirs)
