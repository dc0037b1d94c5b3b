"""One meeting: what is on it, its minutes and decisions, who came; moving it and calling it off."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from laget.cases.opened import Opened
from laget.cases.queries import Closed, sealed_beside
from laget.foundation.drafts import TooMany, throw_away
from laget.foundation.drafts import save as keep_draft
from laget.foundation.ids import uuid7
from laget.meetings import services
from laget.meetings.services import Conflict, Refused
from laget.rules.access import Action
from laget.staff.doors import PartlyDone, door
from laget.staff.forms.meeting import (
    CancelForm,
    MinutesForm,
    VoiceByForm,
    WhenForm,
    one_way,
)
from laget.staff.forms.meeting_held import HeldForm, said_presence
from laget.staff.meeting_page import (
    MeetingPage,
    decision_form,
    fill_forms,
    held_form,
    meeting_page,
    minutes_draft,
    who_fields,
    words_for,
)
from laget.staff.merging import together
from laget.staff.views.drafts import not_kept


@door(Action.SEE_CASE)
def see_meeting(request: Any, opened: Opened, meeting_id: UUID) -> HttpResponse:
    return _shown(request, meeting_page(request, opened, meeting_id))


@door(Action.WRITE_MINUTES)
def write_minutes(request: Any, opened: Opened, meeting_id: UUID) -> HttpResponse:
    """The meeting's one large form: the minutes, one more decision, who came and that it has been held.

    One form and not three, so that without scripts nothing is lost by pressing another button. With `act`
    held, it has been; with keep, what is saved stays and what one had begun is thrown away.
    """
    page = meeting_page(request, opened, meeting_id)
    if request.method != "POST" or request.POST.get("act") == "keep":
        if request.method == "POST":
            _keep_draft_of(request, page, _not_yet_said(page))
        return redirect("meeting", opened.case.pk, meeting_id)
    _bind_work(page, request.POST)
    if not all(form.is_valid() for form in page.sent):
        return _shown(request, page)
    try:
        _save_work(request, page)
    except (Refused, Closed) as refused:
        page.sent[0].add_error(None, words_for(refused))
        return _shown(request, page)
    except Conflict as conflict:
        return _merge(request, page, conflict)
    return redirect("meeting", opened.case.pk, meeting_id)


@door(Action.WRITE_MINUTES)
def hold_meeting(request: Any, opened: Opened, meeting_id: UUID) -> HttpResponse:
    page = meeting_page(request, opened, meeting_id)
    page.held = form = held_form(page, request.POST or None)
    return _done(request, page, form, lambda: _hold(request, page, form))


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
def name_voice(request: Any, opened: Opened, meeting_id: UUID) -> HttpResponse:
    page = meeting_page(request, opened, meeting_id)
    page.voice_by = form = VoiceByForm(request.POST or None)
    return _done(
        request,
        page,
        form,
        lambda: services.name_voice(case=opened.case, meeting=page.meeting, **form.cleaned_data),
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
        form.add_error(None, words_for(refused))
        return _shown(request, page)


def _bind_work(page: MeetingPage, sent: Any) -> None:
    """Of the large form, what somebody filled in: a decision may come without minutes, and the other way.

    The other parts stay unbound, and are there again as they were sent.
    """
    decides = any(sent.get(name, "").strip() for name in ("text", "who", "name"))
    holds, as_sent = sent.get("act") == "held", sent.dict()
    page.decision = decision_form(page, sent if decides else None, as_sent)
    if holds:
        page.held = held_form(page, sent)
    elif "held_on" in sent and not page.must_not_be_held:
        page.held = held_form(page, initial=as_sent)
    alone = not decides and not holds
    writes = sent.get("minutes", "").strip() or ("minutes" in sent and page.meeting.minutes) or alone
    page.minutes = MinutesForm(sent if writes else None, initial=as_sent)


def _save_work(request: Any, page: MeetingPage) -> None:
    """The minutes come last: when two have written them, the rest is saved, and they meet on a page."""
    by = {"case": page.case, "meeting": page.meeting, "seat": request.me.seat, "now": request.now}
    with transaction.atomic():
        if page.held and page.held.is_bound:
            _hold(request, page, page.held)
        if page.decision and page.decision.is_bound:
            services.decide(**by, **page.decision.said())
    if page.minutes and page.minutes.is_bound:
        minutes, version = page.minutes.cleaned_data["minutes"], page.minutes.cleaned_data["based_on"]
        services.write_minutes(**by, minutes=minutes, version=version)
    _keep_draft_of(request, page, _not_yet_said(page))


def _not_yet_said(page: MeetingPage) -> list[str]:
    """The fields of who came, as long as nobody has said that the meeting has been held."""
    return [] if page.held in page.sent else ["held_on", *who_fields(page)]


def _hold(request: Any, page: MeetingPage, form: HeldForm) -> None:
    services.hold(
        case=page.case,
        meeting=page.meeting,
        held_on=form.cleaned_data["held_on"],
        presence=form.presence,
        came_too=form.came_too,
        now=request.now,
    )


def _keep_draft_of(request: Any, page: MeetingPage, names: list[str]) -> None:
    """Who came is kept with the draft until somebody says that the meeting has been held."""
    _throw_draft_away(request, page)
    kept = {name: request.POST.getlist(name) for name in names if name in request.POST}
    try:
        if kept:
            form = minutes_draft(page.meeting)
            keep_draft(seat_id=request.me.seat.pk, form=form, fields=kept, now=request.now)
    except TooMany:
        messages.warning(request, not_kept())


def _throw_draft_away(request: Any, page: MeetingPage) -> None:
    throw_away(seat_id=request.me.seat.pk, form=minutes_draft(page.meeting))


def _shown(request: Any, page: MeetingPage) -> HttpResponse:
    wrong, meets_guardians = page.sent, page.is_open and page.asks_guardians
    fill_forms(page, request)
    return render(
        request,
        "staff/meeting.html",
        {
            "page": page,
            "case": page.case,
            "meeting": page.meeting,
            "wrong": wrong,
            "beside": sealed_beside(page.case, request.me.seat) if meets_guardians else None,
            "may_hear": page.opened.may(Action.HEAR_CHILD),
            "draft": minutes_draft(page.meeting),
            "presence": dict(said_presence()),
            "keys": _keys(),
        },
        status=422 if request.method == "POST" else 200,
    )


def _merge(request: Any, page: MeetingPage, conflict: Conflict) -> HttpResponse:
    """Theirs, mine, and both in one field to put together."""
    current, mine = conflict.current, one_way(request.POST["minutes"])
    unsaid = _not_yet_said(page)
    _keep_draft_of(request, page, ["minutes", "based_on", *unsaid])
    both = MinutesForm(
        initial={"minutes": together(current.minutes, mine), "based_on": current.minutes_version}
    )
    rest_is_saved = page.decision in page.sent or page.held in page.sent
    shown = {
        "page": page,
        "case": page.case,
        "theirs": current,
        "mine": mine,
        "form": both,
        "kept": [(name, each) for name in unsaid for each in request.POST.getlist(name)],
        "rest_is_saved": rest_is_saved,
        "draft": minutes_draft(current),
        "keys": _keys(),
    }
    if not rest_is_saved:
        return render(request, "staff/meeting_merge.html", shown, status=409)
    asked = render_to_string("staff/meeting_merge.html", shown, request)
    return PartlyDone(asked, led_to=reverse("meeting", args=[page.case.pk, current.pk]), status=409)


def _keys() -> dict[str, UUID]:
    """A key for each form of the page: going back and sending another one must have its own effect."""
    return {name: uuid7() for name in ("minutes", "keep", "held", "move", "voice", "cancel")}
