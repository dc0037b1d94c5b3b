"""What has been changed in a plan, as people read it: a change is kept as columns and values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from laget.cases.models import Case
from laget.foundation.speech import gettext as _
from laget.plans.models import Arena, Goal, Measure, Part, PlanChange, Responsible
from laget.staff.forms.plan import BehindForm, GoalForm, MeasureForm, StrengthsForm, title_of
from laget.staff.said import day_and_year

NO_FIELDS = ("ended_at", "started_at", "position", "responsible_seat_id")


@dataclass(frozen=True)
class Field:
    """One question of the plan, with the answer that was replaced and the one that came instead."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Row:
    """One change: what of the plan, by whom, when. `acts` say what was done besides writing."""

    title: str
    who: str
    at: datetime
    acts: list[str]
    fields: list[Field]


def said_of(changes: list[PlanChange], case: Case) -> list[Row]:
    """Asks the database twice, for the names of goals and measures, however many the changes are."""
    goals = {str(pk): text for pk, text in Goal.objects.filter(case=case).values_list("pk", "text")}
    measures = {str(pk): text for pk, text in Measure.objects.filter(case=case).values_list("pk", "text")}
    labels = _labels(case)
    return [_row(change, goals, measures, labels[Part(change.part)]) for change in changes]


def _row(
    change: PlanChange, goals: Mapping[str, str], measures: Mapping[str, str], labels: Mapping[str, str]
) -> Row:
    return Row(
        title=_title(change, goals, measures),
        who=change.seat.person.name,
        at=change.at,
        acts=_acts(change),
        fields=_fields(change, goals, labels),
    )


def _title(change: PlanChange, goals: Mapping[str, str], measures: Mapping[str, str]) -> str:
    if change.part == Part.GOAL:
        return _("The goal “%(goal)s”") % {"goal": goals[str(change.part_id)]}
    if change.part == Part.MEASURE:
        return _("The measure “%(measure)s”") % {"measure": measures[str(change.part_id)]}
    return title_of("behind" if change.after.keys() <= {"behind", "needs"} else "strengths")


def _is_new(change: PlanChange) -> bool:
    return change.part != Part.WORDS and not change.before


def _acts(change: PlanChange) -> list[str]:
    after, of_goal = change.after, change.part == Part.GOAL
    acts = [_("Put in the plan.")] if _is_new(change) else []
    if after.get("started_at"):
        acts.append(_("It has begun."))
    if "ended_at" in after:
        ended = _("Taken out of the plan.") if of_goal else _("Stopped.")
        acts.append(ended if after["ended_at"] else _("Taken up again."))
    if "position" in after:
        acts.append(_("Moved to place %(number)s.") % {"number": after["position"]})
    return acts


def _fields(change: PlanChange, goals: Mapping[str, str], labels: Mapping[str, str]) -> list[Field]:
    hidden = {*NO_FIELDS, "responsible"} if "responsible_name" in change.after else set(NO_FIELDS)
    fields = [
        Field(label, *(_in_words(name, said.get(name), goals) for said in (change.before, change.after)))
        for name, label in labels.items()
        if name in change.after and name not in hidden
    ]
    return [field for field in fields if field.after] if _is_new(change) else fields


def _in_words(name: str, value: Any, goals: Mapping[str, str]) -> str:
    if not value:
        return ""
    if name == "goal_id":
        return goals[value]
    if name in ("by_on", "evaluate_on"):
        return day_and_year(date.fromisoformat(value))
    kinds = {"arena": Arena, "responsible": Responsible}
    return str(kinds[name](value).label) if name in kinds else str(value)


def _labels(case: Case) -> dict[Part, dict[str, str]]:
    """What each column is called, by the forms it is written in."""
    sealed = case.sealed_at is not None
    of_measure = MeasureForm(doers=[], goals=[], today=date.min, sealed=sealed)
    words = BehindForm(sealed=sealed).fields | StrengthsForm(sealed=sealed).fields
    columns = {**{name: name for name in of_measure.fields}, **MeasureForm.FIELD_OF}
    return {
        Part.WORDS: {name: str(field.label) for name, field in words.items()},
        Part.GOAL: {name: str(field.label) for name, field in GoalForm().fields.items()},
        Part.MEASURE: {column: str(of_measure.fields[name].label) for column, name in columns.items()},
    }
