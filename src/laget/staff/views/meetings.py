"""A case's meetings: the list, and the form to plan one."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laget.cases.queries import Closed
from laget.foundation.clock import local_day
from laget.meetings import queries, services
from laget.meetings.services import Refused
from laget.moves.queries import facts_of, progress_of
from laget.pathway.published import pathway_of
from laget.rules.access import Action
from laget.rules.pathway import MeetingTemplate
from laget.staff.doors import Opened, door
from laget.staff.forms.meeting import Choices, PlanForm, plan_initial
from laget.staff.meeting_page import words_for

A_WEEK = timedelta(days=7)


@door(Action.SEE_CASE)
def see_meetings(request: Any, opened: Opened) -> HttpResponse:
    """Who comes to hold a meeting that is planned comes to that meeting."""
    if "hold" in request.GET:
        planned = queries.planned_in_round(opened.case, request.GET.get("template", ""))
        if planned:
            return redirect("meeting", opened.case.pk, planned.pk)
    may_plan = opened.may(Action.PLAN_MEETING) and not opened.case.closed_at
    return _listed(request, opened, _plan_form(request, opened) if may_plan else None)


@door(Action.PLAN_MEETING)
def plan_meeting(request: Any, opened: Opened) -> HttpResponse:
    if request.method != "POST":
        return redirect("meetings", opened.case.pk)
    form = _plan_form(request, opened)
    if not form.is_valid():
        return _listed(request, opened, form)
    try:
        meeting = services.plan_meeting(
            case=opened.case, seat=request.me.seat, now=request.now, **form.said()
        )
    except (Refused, Closed) as refused:
        form.add_error(None, words_for(refused))
        return _listed(request, opened, form)
    return redirect("meeting", opened.case.pk, meeting.pk)


def _listed(request: Any, opened: Opened, form: PlanForm | None) -> HttpResponse:
    page = queries.meetings_of(opened.case, request.GET.get("before", ""))
    kinds = {kind.id: kind for kind in pathway_of(opened.case.version_id).meetings}
    asked = bool(form and form.is_bound) or "template" in request.GET or not page.meetings
    shown = {"case": opened.case, "page": page, "kinds": kinds, "form": form, "opened_form": asked}
    return render(request, "staff/meetings.html", shown, status=422 if request.method == "POST" else 200)


def _plan_form(request: Any, opened: Opened) -> PlanForm:
    case, today = opened.case, local_day(request.now)
    choices = Choices(_kinds(opened), queries.team_of(case), queries.guardians_to_ask(case, today))
    if request.method == "POST":
        return PlanForm(request.POST, choices=choices, case=case, now=request.now)
    kind = _likely(request, opened, choices.kinds)
    initial = plan_initial(kind, choices, case.unit.name, _likely_day(opened, kind, today))
    return PlanForm(initial=initial, choices=choices, case=case, now=request.now)


def _kinds(opened: Opened) -> tuple[MeetingTemplate, ...]:
    """In a sealed case those without guardians; elsewhere not the kind that only a sealed case has."""
    pathway = pathway_of(opened.case.version_id)
    if opened.case.sealed_at:
        return tuple(kind for kind in pathway.meetings if not kind.guardians)
    on_the_road = {step.meeting for level in pathway.road for step in level.steps}
    protecting = {step.meeting for level in pathway.levels if level.protects for step in level.steps}
    return tuple(kind for kind in pathway.meetings if kind.id not in protecting - on_the_road)


def _likely(request: Any, opened: Opened, kinds: tuple[MeetingTemplate, ...]) -> MeetingTemplate | None:
    """The kind one came for; else the one that the present step is about."""
    case = opened.case
    wanted = request.GET.get("template")
    if wanted is None:
        wanted = progress_of(case, facts_of([case])[case.pk], request.now).here.step.meeting
    found = [kind for kind in kinds if kind.id == wanted]
    return found[0] if found else (kinds[0] if len(kinds) == 1 else None)


def _likely_day(opened: Opened, kind: MeetingTemplate | None, today: date) -> date:
    """The day that the measures are to be evaluated, for a meeting that does; else in a week."""
    evaluate_on = queries.next_to_evaluate(opened.case, today) if kind and kind.evaluates else None
    return evaluate_on or today + A_WEEK
