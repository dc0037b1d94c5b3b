"""The plan that the family and the professionals make together."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from laget.cases.opened import Opened
from laget.cases.queries import Closed
from laget.foundation.clock import local_day
from laget.foundation.ids import uuid7
from laget.foundation.speech import gettext as _
from laget.pathway.published import pathway_of
from laget.plans import services
from laget.plans.changes import Conflict
from laget.plans.models import Goal, Measure
from laget.plans.queries import changes_of, goals_of, measures_of, plan_of
from laget.rules.access import Action
from laget.rules.vocabulary import Fact
from laget.staff.begun import begun_anew, begun_in, shown_with, throw_away
from laget.staff.doors import door
from laget.staff.ended import the_case_has_ended
from laget.staff.forms.plan import BehindForm, GoalForm, PlanForm, StrengthsForm, title_of, values_of
from laget.staff.merging import merge_page, seen, sent, settled, wanted
from laget.staff.plan_history import said_of
from laget.staff.plan_page import measure_form, plan_page
from laget.staff.said import text

Save = Callable[..., Any]


def open_plan(request: Any, **arguments: Any) -> HttpResponse:
    """One address: the team reads, and who may change the plan adds measures where they stand."""
    page = _add_measure if request.method == "POST" else _see_plan
    return page(request, **arguments)


open_plan.door = Action.SEE_CASE  # type: ignore[attr-defined]


@door(Action.SEE_CASE)
def _see_plan(request: Any, opened: Opened) -> HttpResponse:
    return _plan(request, opened)


@door(Action.EDIT_PLAN)
def _add_measure(request: Any, opened: Opened) -> HttpResponse:
    goals = list(goals_of(opened.case).filter(ended_at=None))
    form = measure_form(request.POST, opened, request.me.seat, goals, request.now)
    if opened.case.closed_at:
        return the_case_has_ended(request, opened.case, form)
    if not form.is_valid():
        return _plan(request, opened, form)
    try:
        services.add_measure(case=opened.case, **form.new(), seat=request.me.seat, now=request.now)
    except Closed:
        return the_case_has_ended(request, opened.case, form)
    throw_away(request, _draft_anew("measure", opened))
    return _back(opened, "measures")


def _plan(request: Any, opened: Opened, form: PlanForm | None = None) -> HttpResponse:
    page, status = plan_page(opened, local_day(request.now)), 422 if form else 200
    draft, begun = _draft_anew("measure", opened), None
    if page.may_change and form is None:
        begun = begun_anew(request, draft, [measure.text for measure in page.measures])
        form = measure_form(
            None, opened, request.me.seat, page.goals, request.now, begun=begun, team=page.team
        )
    shown = {"page": page, "case": page.case, "form": form, "new_key": uuid7}
    shown |= {"draft": draft, "begun": begun}
    return render(request, "staff/plan.html", shown, status=status)


@door(Action.EDIT_PLAN)
def change_words(request: Any, opened: Opened, part: str) -> HttpResponse:
    """What may lie behind, or what gives strength. What somebody has begun to write is kept as they write."""
    plan, draft = plan_of(opened.case), f"plan-{part}-{opened.case.pk}"
    begun = begun_in(request, draft, vars(plan))
    kind = {"behind": BehindForm, "strengths": StrengthsForm}[part]
    sealed = opened.case.sealed_at is not None
    form = kind(sent(request), sealed=sealed, initial=begun.dict() if begun else vars(plan))

    def save(**words: Any) -> None:
        services.change_words(case=opened.case, **words)

    shown = {"part": part, "title": title_of(part), **shown_with(begun, draft, plan.version)}
    return _edit(request, opened, form, save, "staff/plan_words.html", shown)


@door(Action.SEE_CASE)
def see_changes(request: Any, opened: Opened) -> HttpResponse:
    """What has been replaced and by whom, the newest first: no word that stood in the plan is gone."""
    page = changes_of(opened.case, request.GET.get("before", ""))
    shown = {"case": opened.case, "rows": said_of(page.changes, opened.case), "before": page.before}
    return render(request, "staff/plan_history.html", shown)


@door(Action.EDIT_PLAN)
def add_goal(request: Any, opened: Opened) -> HttpResponse:
    draft = _draft_anew("goal", opened)
    begun = begun_anew(request, draft, [goal.text for goal in goals_of(opened.case)])
    initial = begun.dict() if begun else None
    form = GoalForm(sent(request), initial=initial, needed_in=_sign_needed_in(opened))

    def save(*, words: Any, seen: int, settled: Any, **by: Any) -> None:
        _once(form, lambda: services.add_goal(case=opened.case, **words, **by))

    shown = {"goal": None, "title": _("A new goal")}
    shown |= shown_with(begun, draft, plan_of(opened.case).version)
    return _edit(request, opened, form, save, "staff/plan_goal.html", shown)


@door(Action.EDIT_PLAN)
def change_goal(request: Any, opened: Opened, goal_id: UUID) -> HttpResponse:
    goal = get_object_or_404(goals_of(opened.case), pk=goal_id)
    draft = f"goal-{goal.pk}"
    begun = begun_in(request, draft, vars(goal))
    initial = begun.dict() if begun else vars(goal)
    form = GoalForm(sent(request), initial=initial, needed_in=_sign_needed_in(opened))

    def save(**words: Any) -> None:
        _once(form, lambda: services.change_goal(goal=goal, **words))

    shown = {"goal": goal, "title": _("The goal")}
    shown |= shown_with(begun, draft, plan_of(opened.case).version)
    return _edit(request, opened, form, save, "staff/plan_goal.html", shown)


@door(Action.EDIT_PLAN)
def change_measure(request: Any, opened: Opened, measure_id: UUID) -> HttpResponse:
    measure = get_object_or_404(measures_of(opened.case), pk=measure_id)
    goals = list(goals_of(opened.case).filter(ended_at=None))
    draft = f"measure-{measure.pk}"
    begun = begun_in(request, draft, values_of(measure))
    form = measure_form(
        sent(request),
        opened,
        request.me.seat,
        goals,
        request.now,
        measure=measure,
        begun=begun,
    )

    def save(**words: Any) -> None:
        services.change_measure(measure=measure, **words)

    shown = {"measure": measure, "title": _("The measure")}
    shown |= shown_with(begun, draft, plan_of(opened.case).version)
    return _edit(request, opened, form, save, "staff/plan_measure.html", shown)


@door(Action.EDIT_PLAN)
@require_POST
def act_on_goal(request: Any, opened: Opened, goal_id: UUID) -> HttpResponse:
    goal = get_object_or_404(goals_of(opened.case), pk=goal_id)
    by: dict[str, Any] = {"goal": goal, "seat": request.me.seat, "now": request.now}
    acts = {
        "up": lambda: services.move_goal(steps=-1, **by),
        "down": lambda: services.move_goal(steps=1, **by),
        "end": lambda: services.end_goal(seen=seen(request), **by),
        "resume": lambda: services.resume_goal(**by),
    }
    return _act(request, opened, acts, goal, "plan_goal")


@door(Action.EDIT_PLAN)
@require_POST
def act_on_measure(request: Any, opened: Opened, measure_id: UUID) -> HttpResponse:
    measure = get_object_or_404(measures_of(opened.case), pk=measure_id)
    by: dict[str, Any] = {"measure": measure, "seat": request.me.seat, "now": request.now}
    acts = {
        "begin": lambda: services.begin_measure(**by),
        "end": lambda: services.end_measure(seen=seen(request), **by),
        "resume": lambda: services.resume_measure(**by),
    }
    return _act(request, opened, acts, measure, "plan_measure")


def _sign_needed_in(opened: Opened) -> str:
    """The first step that asks for a goal with a sign, on the level where the case is or after it."""
    pathway = pathway_of(opened.case.version_id)
    levels = [level.id for level in pathway.levels]
    here = opened.case.level  # perhaps a place that is gone
    ahead = pathway.levels[levels.index(here) :] if here in levels else ()
    steps = (step for level in ahead for step in level.steps if Fact.GOALS_SET in step.done_when)
    return next((text(step.title) for step in steps), "")


def _draft_anew(what: str, opened: Opened) -> str:
    return f"{what}-new-{opened.case.pk}"


def _once(form: GoalForm, save: Callable[[], Goal]) -> None:
    try:
        save()
    except services.SameGoal:
        form.stands_already()


def _edit(
    request: Any, opened: Opened, form: PlanForm, save: Save, template: str, shown: dict[str, Any]
) -> HttpResponse:
    """A form of the plan: shown, saved, or met by what somebody else has written in the same place."""
    if opened.case.closed_at:
        return the_case_has_ended(request, opened.case, form)
    if request.method == "POST" and form.is_valid():
        words = {"words": wanted(request, form), "seen": seen(request), "settled": settled(request, form)}
        try:
            save(**words, seat=request.me.seat, now=request.now)
            if form.is_valid():
                throw_away(request, shown["draft"])
                return _back(opened)
        except Closed:
            return the_case_has_ended(request, opened.case, form)
        except Conflict as conflict:
            return merge_page(request, opened.case, form, conflict)
    shown |= {"opened": opened, "case": opened.case, "form": form, "new_key": uuid7}
    if request.method != "POST":
        return render(request, template, shown)
    return render(request, template, shown | {"version": seen(request)}, status=422)


def _act(
    request: Any, opened: Opened, acts: dict[str, Callable[[], Any]], row: Goal | Measure, page: str
) -> HttpResponse:
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        act()
    except Closed:
        return the_case_has_ended(request, opened.case)
    except Conflict as conflict:
        href = reverse(page, args=[opened.case.pk, row.pk])
        shown = {"case": opened.case, "row": row, "who": conflict.who, "href": href}
        return render(request, "staff/plan_changed.html", shown, status=422)
    if request.POST.get("back") == "case":
        return redirect(reverse("case", args=[opened.case.pk]) + "#plan")
    return _back(opened)


def _back(opened: Opened, place: str = "") -> HttpResponse:
    return redirect(reverse("plan", args=[opened.case.pk]) + (f"#{place}" if place else ""))
