"""Meetings: the list with a form to plan one, and the page of each meeting."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laget.cases.queries import Closed
from laget.foundation import drafts
from laget.foundation.clock import local_day
from laget.foundation.ids import uuid7
from laget.meetings import queries, services
from laget.meetings.services import Conflict, Refused, Why
from laget.moves.queries import facts_of, progress_of
from laget.pathway.published import pathway_of
from laget.rules.access import Action
from laget.rules.pathway import MeetingTemplate
from laget.staff.doors import Opened, door
from laget.staff.forms.meeting import (
    CancelForm,
    Choices,
    MinutesForm,
    PlanForm,
    WhenForm,
    plan_initial,
    said_presence,
)
from laget.staff.meeting_page import (
    MeetingPage,
    decision_form,
    fill_forms,
    held_form,
    meeting_page,
    minutes_draft,
)

A_WEEK = timedelta(days=7)


@door(Action.SEE_CASE)
def see_meetings(request: Any, opened: Opened) -> HttpResponse:
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
        form.add_error(None, _words_for(refused))
        return _listed(request, opened, form)
    return redirect("meeting", opened.case.pk, meeting.pk)


@door(Action.SEE_CASE)
def see_meeting(request: Any, opened: Opened, meeting_id: UUID) -> HttpResponse:
    return _shown(request, meeting_page(request, opened, meeting_id))


@door(Action.WRITE_MINUTES)
def write_minutes(request: Any, opened: Opened, meeting_id: UUID) -> HttpResponse:
    page = meeting_page(request, opened, meeting_id)
    page.minutes = form = MinutesForm(request.POST or None)

    def save() -> None:
        services.write_minutes(
            case=opened.case,
            meeting=page.meeting,
            minutes=form.cleaned_data["minutes"],
            version=form.cleaned_data["based_on"],
            seat=request.me.seat,
            now=request.now,
        )
        drafts.throw_away(seat_id=request.me.seat.pk, form=minutes_draft(page.meeting))

    try:
        return _done(request, page, form, save)
    except Conflict as conflict:
        return _merge(request, page, conflict, form.cleaned_data["minutes"])


@door(Action.WRITE_MINUTES)
def decide(request: Any, opened: Opened, meeting_id: UUID) -> HttpResponse:
    """One line, and the plan has a measure more."""
    page = meeting_page(request, opened, meeting_id)
    page.decision = form = decision_form(page, request.POST or None)
    return _done(
        request,
        page,
        form,
        lambda: services.decide(
            case=opened.case, meeting=page.meeting, seat=request.me.seat, now=request.now, **form.said()
        ),
    )


@door(Action.WRITE_MINUTES)
def hold_meeting(request: Any, opened: Opened, meeting_id: UUID) -> HttpResponse:
    page = meeting_page(request, opened, meeting_id)
    page.held = form = held_form(page, request.POST or None)
    return _done(
        request,
        page,
        form,
        lambda: services.hold(
            case=opened.case,
            meeting=page.meeting,
            held_on=form.cleaned_data["held_on"],
            presence=form.presence,
            now=request.now,
        ),
    )


@door(Action.PLAN_MEETING)
def move_meeting(request: Any, opened: Opened, meeting_id: UUID) -> HttpResponse:
    page = meeting_page(request, opened, meeting_id)
    page.when = form = WhenForm(request.POST or None, now=request.now)
    return _done(
        request,
        page,
        form,
        lambda: services.move_meeting(
            case=opened.case,
            meeting=page.meeting,
            starts_at=form.starts_at,
            place=form.cleaned_data["place"],
        ),
    )


@door(Action.PLAN_MEETING)
def cancel_meeting(request: Any, opened: Opened, meeting_id: UUID) -> HttpResponse:
    page = meeting_page(request, opened, meeting_id)
    page.cancel = form = CancelForm(request.POST or None)
    return _done(
        request,
        page,
        form,
        lambda: services.cancel(
            case=opened.case,
            meeting=page.meeting,
            reason=form.cleaned_data["reason"],
            seat=request.me.seat,
            now=request.now,
        ),
    )


def _done(request: Any, page: MeetingPage, form: Any, act: Callable[[], Any]) -> HttpResponse:
    """Acts and goes back to the meeting; or shows the page again, with what was sent and why not."""
    onward = redirect("meeting", page.case.pk, page.meeting.pk)
    if request.method != "POST":
        return onward
    if not form.is_valid():
        return _shown(request, page)
    try:
        act()
        return onward
    except (Refused, Closed) as refused:
        form.add_error(None, _words_for(refused))
        return _shown(request, page)


def _shown(request: Any, page: MeetingPage) -> HttpResponse:
    fill_forms(page, request)
    forms = [form for form in (page.minutes, page.decision, page.held, page.when, page.cancel) if form]
    return render(
        request,
        "staff/meeting.html",
        {
            "page": page,
            "case": page.case,
            "meeting": page.meeting,
            "sent": [form for form in forms if form.is_bound],
            "may_hear": page.opened.may(Action.HEAR_CHILD) and not page.case.closed_at,
            "draft": minutes_draft(page.meeting),
            "presence": dict(said_presence()),
            "keys": _keys(),
        },
        status=422 if request.method == "POST" else 200,
    )


def _merge(request: Any, page: MeetingPage, conflict: Conflict, mine: str) -> HttpResponse:
    """Theirs beside mine, and both in one field to put together."""
    current = conflict.current
    both = MinutesForm(
        initial={"minutes": _together(current.minutes, mine), "based_on": current.minutes_version}
    )
    return render(
        request,
        "staff/meeting_merge.html",
        {
            "page": page,
            "case": page.case,
            "theirs": current,
            "mine": mine,
            "form": both,
            "draft": minutes_draft(current),
            "keys": _keys(),
        },
        status=409,
    )


def _keys() -> dict[str, UUID]:
    """A key for each form of the page: going back and sending another one must have its own effect."""
    return {name: uuid7() for name in ("minutes", "keep", "decide", "held", "move", "cancel")}


def _together(theirs: str, mine: str) -> str:
    """Theirs, then the lines of mine that are not among them."""
    known = set(theirs.splitlines())
    own = [line for line in mine.splitlines() if line and line not in known]
    return "\n".join([theirs, "", *own]) if own else theirs


def _listed(request: Any, opened: Opened, form: PlanForm | None) -> HttpResponse:
    page = queries.meetings_of(opened.case, request.GET.get("before", ""))
    kinds = {kind.id: kind for kind in pathway_of(opened.case.version_id).meetings}
    shown = {"opened": opened, "case": opened.case, "page": page, "kinds": kinds, "form": form}
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
    kinds = pathway_of(opened.case.version_id).meetings
    return tuple(kind for kind in kinds if not (opened.case.sealed_at and kind.guardians))


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


def _words_for(refused: Refused | Closed) -> str:
    if isinstance(refused, Closed):
        return _("The case has ended. Open it again first.")
    return {
        Why.SEALED: _("The case is sealed. A meeting with guardians cannot be planned or held."),
        Why.HELD: _("This meeting has been held already."),
        Why.CANCELLED: _("This meeting has been called off."),
        Why.NOT_YET: _("This day has not come yet."),
    }[refused.why]
