"""Reading a plan: how its measures went, what is to be evaluated, and what is worth a second look."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from laget.cases.models import Case
from laget.foundation.ids import key_of
from laget.plans.models import (
    Arena,
    Effect,
    Evaluation,
    Goal,
    Measure,
    MeasureReview,
    Plan,
    PlanChange,
    Responsible,
)
from laget.rules.agreed import Lack, lacks

MANY_GOALS = 3
CHANGES = 20


class Check(StrEnum):
    """What is worth a second look in a plan. It is said quietly and stops nobody."""

    MANY_GOALS = "many_goals"
    NO_SIGN = "no_sign"
    NOTHING_AT_HOME = "nothing_at_home"
    NOTHING_BY_FAMILY = "nothing_by_family"
    NOT_BEGUN = "not_begun"
    NO_EVALUATION = "no_evaluation"
    EVALUATION_PAST = "evaluation_past"
    NOT_HERE = "not_here"


DAYS = {Lack.DAY: Check.NO_EVALUATION, Lack.NEW_DAY: Check.EVALUATION_PAST}


@dataclass(frozen=True)
class Look:
    """A check, with the goal or the measure it is about."""

    check: Check
    about: Goal | Measure | None = None


@dataclass(frozen=True)
class ChangesPage:
    """Some of what has been changed in a plan, newest first. `before` is what the next page begins behind."""

    changes: list[PlanChange]
    before: str | None


def plan_of(case: Case) -> Plan:
    """The plan as it is; an unsaved empty one when nobody has written anything."""
    found = Plan.objects.select_related("changed_by__person").filter(pk=case.pk).first()
    return found or Plan(case=case)


def goals_of(case: Case) -> QuerySet[Goal]:
    return Goal.objects.filter(case=case).order_by("position", "id")


def measures_of(case: Case) -> QuerySet[Measure]:
    """Each with its reviews, the oldest first."""
    reviews = MeasureReview.objects.order_by("at", "id")
    return (
        Measure.objects.filter(case=case)
        .prefetch_related(Prefetch("reviews", reviews))
        .order_by("created_at", "id")
    )


def live_measures(case: Case) -> QuerySet[Measure]:
    return Measure.objects.filter(case=case, ended_at=None).order_by("created_at", "id")


def in_this_round(case: Case) -> QuerySet[Measure]:
    """The measures that this round's evaluation must go through: also those that ended in it."""
    return measures_of(case).filter(Q(ended_at=None) | Q(ended_at__gte=case.round_since))


def evaluations_of(case: Case) -> QuerySet[Evaluation]:
    """The newest first, each with what was said of every measure."""
    reviews = MeasureReview.objects.select_related("measure").order_by("measure__created_at", "measure_id")
    return (
        Evaluation.objects.filter(case=case)
        .select_related("seat__person")
        .prefetch_related(Prefetch("reviews", reviews))
        .order_by("-at", "-id")
    )


def evaluated_since(case: Case, seen: UUID | None) -> list[Evaluation]:
    """This round's evaluations that are newer than `seen`; all of them where that is none of this round's."""
    of_round = Evaluation.objects.filter(case=case, at__gte=case.round_since).order_by("-at", "-id")
    return list(takewhile(lambda each: each.pk != seen, of_round))


def changes_of(case: Case, before: str) -> ChangesPage:
    """A key that is not one begins from the newest."""
    changes = PlanChange.objects.filter(case=case).select_related("seat__person").order_by("-version", "-id")
    version, _space, last = before.partition("_")
    key = key_of(last)
    if key and version.isdecimal() and len(version) < 9:
        changes = changes.filter(Q(version__lt=int(version)) | Q(version=int(version), pk__lt=key))
    found = list(changes[: CHANGES + 1])
    if len(found) <= CHANGES:
        return ChangesPage(found, None)
    end = found[CHANGES - 1]
    return ChangesPage(found[:CHANGES], f"{end.version}_{end.pk}")


def last_review(measure: Measure) -> MeasureReview | None:
    """Asks nothing when the reviews have been fetched."""
    return max(measure.reviews.all(), key=lambda review: (review.at, review.pk), default=None)


def reviewed_in_round(measure: Measure, case: Case) -> bool:
    last = last_review(measure)
    return last is not None and case.round_since is not None and last.at >= case.round_since


def effects_in_round(case: Case) -> list[str]:
    """What was last said of each measure in this round, where there was an effect to judge."""
    if case.round_since is None:
        return []
    said = MeasureReview.objects.filter(case=case, at__gte=case.round_since)
    last = said.order_by("measure_id", "-at", "-pk").distinct("measure_id")
    return [effect for effect in last.values_list("effect", flat=True) if effect]


def without_effect_twice(measures: Iterable[Measure]) -> list[Measure]:
    """Those that the two latest evaluations both found without effect."""
    return [measure for measure in measures if _latest_effects(measure, 2) == [Effect.NONE, Effect.NONE]]


def worth_a_look(
    goals: list[Goal], measures: list[Measure], *, sealed: bool, today: date, team: Collection[UUID]
) -> list[Look]:
    """Of live goals and measures. Of a sealed case the family is asked for nothing.

    `team` are the seats that see the case now: what another was to do, nobody does.
    """
    looks = [Look(Check.MANY_GOALS)] if len(goals) > MANY_GOALS else []
    looks += [Look(Check.NO_SIGN, goal) for goal in goals if not goal.sign]
    if measures and not sealed:
        looks += _about_the_family(measures)
    for measure in measures:
        if measure.by_on and measure.by_on < today and not measure.started_at:
            looks.append(Look(Check.NOT_BEGUN, measure))
        if measure.responsible_seat_id and measure.responsible_seat_id not in team:
            looks.append(Look(Check.NOT_HERE, measure))
        looks += [Look(DAYS[lack], measure) for lack in lacks(measure, today) if lack in DAYS]
    return looks


def _about_the_family(measures: list[Measure]) -> list[Look]:
    looks = []
    if all(measure.arena != Arena.HOME for measure in measures):
        looks.append(Look(Check.NOTHING_AT_HOME))
    if all(measure.responsible not in (Responsible.GUARDIAN, Responsible.CHILD) for measure in measures):
        looks.append(Look(Check.NOTHING_BY_FAMILY))
    return looks


def _latest_effects(measure: Measure, number: int) -> list[Any]:
    newest = sorted(measure.reviews.all(), key=lambda review: (review.at, review.pk), reverse=True)
    return [review.effect for review in newest[:number]]
