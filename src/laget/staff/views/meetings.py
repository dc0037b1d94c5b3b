"""A case's meetings: the list, and the form to plan one."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from laget.cases.models import Case
from laget.cases.opened import Opened
from laget.cases.queries import Closed, sealed_beside
from laget.foundation.clock import local_day
from laget.foundation.drafts import Begun
from laget.meetings import queries, services
from laget.meetings.models import Meeting
from laget.meetings.services import Refused
from laget.moves.queries import days_of, facts_of, progress_of
from laget.pathway.published import pathway_of
from laget.rules.access import Action
from laget.rules.bodies import Body, next_days
from laget.rules.days import Days
from laget.rules.meetings import MeetingTemplate
from laget.rules.pathway import Pathway
from laget.rules.progress import Progress
from laget.rules.variants import meetings_of
from laget.rules.vocabulary import HELD
from laget.staff.begun import begun_anew, throw_away
from laget.staff.doors import door
from laget.staff.forms.days import day_to_meet
from laget.staff.forms.meeting import Choices, PlanForm, held_initial, one_way, plan_initial
from laget.staff.meeting_page import words_for
from laget.staff.said import day

A_WEEK = timedelta(days=7)
DAYS_SHOWN = 4


@door(Action.SEE_CASE)
def see_meetings(request: Any, opened: Opened) -> HttpResponse:
    """Who comes to hold a meeting that is planned comes to that meeting."""
    if "hold" in request.GET:
        planned = queries.planned_in_round(opened.case, request.GET.get("template", ""))
        if planned:
            return redirect("meeting", opened.case.pk, planned.pk)
    may_plan = opened.may(Action.PLAN_MEETING)
    return _listed(request, opened, _plan_form(request, opened) if may_plan else None)


@door(Action.PLAN_MEETING)
def plan_meeting(request: Any, opened: Opened) -> HttpResponse:
    if request.method != "POST":
        return redirect("meetings", opened.case.pk)
    form = _plan_form(request, opened)
    if not form.is_valid():
        return _listed(request, opened, form)
    try:
        meeting = _save(form, {"case": opened.case, "seat": request.me.seat, "now": request.now})
        if form.cleaned_data.get("minutes"):
            throw_away(request, _draft(opened.case))
    except (Refused, Closed) as refused:
        form.add_error(None, words_for(refused))
        return _listed(request, opened, form)
    return redirect("meeting", opened.case.pk, meeting.pk)


def _save(form: PlanForm, by: dict[str, Any]) -> Meeting:
    """A meeting that is over has its minutes with it."""
    with transaction.atomic():
        meeting = services.plan_meeting(**by, **form.said())
        minutes = one_way(form.cleaned_data.get("minutes", ""))
        if minutes:
            services.write_minutes(**by, meeting=meeting, minutes=minutes, version=0)
    return meeting


def _listed(request: Any, opened: Opened, form: PlanForm | None) -> HttpResponse:
    page = queries.meetings_of(opened.case, request.GET.get("before", ""))
    pathway = pathway_of(opened.case.version_id)
    asked = bool(form and form.is_bound) or {"template", "held"} & set(request.GET) or not page.meetings
    bodies = _bodies(opened, form.choices.kinds, local_day(request.now)) if form else []
    shown = {"case": opened.case, "page": page, "pathway": pathway, "form": form, "opened_form": asked}
    shown |= {"draft": _draft(opened.case), "came_for": request.GET.get("template", "")}
    shown |= {"bodies": bodies, "beside": form.choices.beside if form else None}
    return render(request, "staff/meetings.html", shown, status=422 if request.method == "POST" else 200)


def _plan_form(request: Any, opened: Opened) -> PlanForm:
    case, today = opened.case, local_day(request.now)
    choices = Choices(
        kinds=_kinds(opened),
        team=queries.team_of(case),
        guardians=queries.guardians_to_ask(case, today),
        beside=sealed_beside(case, request.me.seat),
    )
    if request.method == "POST":
        return PlanForm(request.POST, choices=choices, case=case, now=request.now)
    progress = progress_of(case, facts_of([case])[case.pk], request.now)
    kind = _likely(request.GET.get("template", _of_now(progress)), choices.kinds)
    if "held" in request.GET:
        begun = _begun(request, case)
        initial = held_initial(kind, case, today)
        if begun:
            initial |= begun.dict() | {who: begun.getlist(who) for who in ("seats", "guardians")}
        form = PlanForm(initial=initial, choices=choices, case=case, now=request.now, is_over=True)
        form.begun = begun
        return form
    day = _likely_day(case, kind, progress, today)
    initial = plan_initial(kind, choices, case, day)
    return PlanForm(initial=initial, choices=choices, case=case, now=request.now)


def _draft(case: Case) -> str:
    return f"held-{case.pk}"


def _begun(request: Any, case: Case) -> Begun | None:
    """Minutes that somebody has begun to write down; not those that stand in a meeting already."""
    begun = begun_anew(request, _draft(case), field="minutes")
    stands = begun and Meeting.objects.filter(case=case, minutes=one_way(str(begun["minutes"]))).exists()
    return None if stands else begun


def _kinds(opened: Opened) -> tuple[MeetingTemplate, ...]:
    """In a sealed case those without guardians; elsewhere not the kind that only a sealed case has."""
    pathway = pathway_of(opened.case.version_id)
    if opened.case.sealed_at:
        return tuple(kind for kind in pathway.meetings if not kind.guardians)
    on_the_road = meetings_of(step for level in pathway.road for step in level.steps)
    protecting = meetings_of(step for level in pathway.levels if level.protects for step in level.steps)
    return tuple(kind for kind in pathway.meetings if kind.id not in protecting - on_the_road)


def _likely(wanted: str, kinds: tuple[MeetingTemplate, ...]) -> MeetingTemplate | None:
    """The kind one came for, or that the present step is about; else the only one there is."""
    found = [kind for kind in kinds if kind.id == wanted]
    return found[0] if found else (kinds[0] if len(kinds) == 1 else None)


def _of_now(progress: Progress) -> str:
    """The kind of meeting that something to be done now is about."""
    return next((state.step.meeting for state in progress.turns if state.step.meeting), "")


def _likely_day(case: Case, kind: MeetingTemplate | None, progress: Progress, today: date) -> date:
    """When its standing body meets; when the measures are to be evaluated; or in a week, by the deadline."""
    if kind and (days := _days_of(kind, pathway_of(case.version_id), today, progress.days)):
        return days[0]
    evaluate_on = queries.next_to_evaluate(case, today) if kind and kind.evaluates else None
    due = progress.due_for(f"{HELD}.{kind.id}") if kind else None
    latest = evaluate_on or today + A_WEEK
    if due and due.on and today <= due.on:
        latest = min(latest, due.on)
    return day_to_meet(latest, today, progress.days)


def _bodies(opened: Opened, kinds: tuple[MeetingTemplate, ...], today: date) -> list[tuple[Body, str]]:
    """The standing bodies whose meetings may be planned here, and the next days they meet, in words."""
    pathway = pathway_of(opened.case.version_id)
    asked = {kind.body: kind for kind in kinds if kind.body}
    if not asked:
        return []
    days = days_of([opened.case])[opened.case.pk]
    return [
        (body, ", ".join(day(each) for each in _days_of(asked[body.id], pathway, today, days)))
        for body in pathway.bodies
        if body.id in asked
    ]


def _days_of(kind: MeetingTemplate, pathway: Pathway, today: date, days: Days) -> list[date]:
    body = next((body for body in pathway.bodies if body.id == kind.body), None)
    return next_days(body, today, DAYS_SHOWN, days.is_working) if body else []
