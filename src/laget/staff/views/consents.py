"""Services and consent: who is invited, what each guardian has answered, and who is let in on it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laget.cases.opened import Opened
from laget.cases.queries import Closed, sealed_beside
from laget.consents import services
from laget.consents.models import Answer, InvitedService
from laget.consents.queries import (
    ServiceAnswers,
    State,
    answers_of,
    earlier_in,
    end_of_school_year,
    latest_answer,
    may_be_invited,
    may_join,
    state_of,
)
from laget.consents.services import AnsweredMeanwhile, NoConsent, NotAsked
from laget.foundation.clock import local_day
from laget.foundation.ids import key_of, uuid7
from laget.foundation.speech import gettext as _
from laget.handovers.queries import holding_of
from laget.people.models import Guardianship, Seat
from laget.people.queries import who_must_answer
from laget.rules.access import Action
from laget.staff.begun import begun_anew, throw_away
from laget.staff.doors import door
from laget.staff.forms.consent import AnswerForm, InviteForm, LetInForm
from laget.staff.forms.move import baton_is_there


@door(Action.SEE_CASE)
def see_consents(request: Any, opened: Opened) -> HttpResponse:
    return _page(request, opened)


@door(Action.INVITE_SERVICE)
def invite_service(request: Any, opened: Opened) -> HttpResponse:
    if request.method != "POST":
        return _page(request, opened)
    form = InviteForm(request.POST, services=list(may_be_invited(opened.case)), case=opened.case)
    if not form.is_valid():
        return _page(request, opened, invite=form)
    try:
        said = {"service": form.chosen, "asks": form.cleaned_data["asks"]}
        services.invite(case=opened.case, seat=request.me.seat, now=request.now, **said)
        throw_away(request, _draft(opened))
    except (Closed, NotAsked):
        return _page(request, opened, refused=_changed())
    return redirect("consents", opened.case.pk)


@door(Action.INVITE_SERVICE)
def take_back_invitation(request: Any, opened: Opened) -> HttpResponse:
    invited = _invited(request, opened)
    holding = holding_of(opened.case)
    if request.method != "POST":
        return _page(request, opened)
    if holding and holding.seat.unit.service_id == invited.service_id:
        return _page(request, opened, refused=baton_is_there())
    try:
        services.take_back_invitation(
            case=opened.case, service=invited.service, seat=request.me.seat, now=request.now
        )
    except Closed:
        return _page(request, opened, refused=_changed())
    return redirect("consents", opened.case.pk)


@door(Action.RECORD_CONSENT)
def record_consent(request: Any, opened: Opened) -> HttpResponse:
    """One guardian's answer for one service."""
    invited, must, today = _invited(request, opened), _must_answer(request, opened), local_day(request.now)
    latest = latest_answer(opened.case, invited.service_id, must.guardian_id)
    form = AnswerForm(
        request.POST or None,
        today=today,
        until=end_of_school_year(today),
        may_withdraw=state_of(latest, today) is State.YES,
    )
    shown = {"opened": opened, "case": opened.case, "invited": invited, "must": must, "form": form}
    if request.method != "POST":
        return render(request, "staff/consent_answer.html", shown | {"seen": latest.pk if latest else ""})
    seen = request.POST.get("seen", "")
    if not form.is_valid():
        return render(request, "staff/consent_answer.html", shown | {"seen": seen}, status=422)
    try:
        return _recorded(request, opened, invited, must, form, seen=key_of(seen))
    except AnsweredMeanwhile as meanwhile:
        shown |= {"theirs": meanwhile.latest, "seen": meanwhile.latest.pk}
        return render(request, "staff/consent_answer.html", shown, status=409)


@door(Action.INVITE_SERVICE)
def let_in(request: Any, opened: Opened) -> HttpResponse:
    form = LetInForm(
        request.POST or None, seats=_joinable(opened, answers_of(opened.case, request.now), request.now)
    )
    if request.method != "POST" or not form.is_valid():
        return _page(request, opened, joining=form)
    try:
        services.let_in(case=opened.case, to_seat=form.chosen, now=request.now)
    except (Closed, NotAsked, NoConsent):
        return _page(request, opened, refused=_changed())
    return redirect("consents", opened.case.pk)


def _recorded(
    request: Any,
    opened: Opened,
    invited: InvitedService,
    must: Guardianship,
    form: AnswerForm,
    *,
    seen: UUID | None,
) -> HttpResponse:
    me = request.me.seat
    asked: dict[str, Any] = {"case": opened.case, "guardian": must.guardian, "service": invited.service}
    services.refuse_unseen(**asked, seen=seen)
    try:
        services.record_answer(
            **asked,
            answer=Answer(form.cleaned_data["answer"]),
            until_on=form.cleaned_data["until_on"],
            seat=me,
            now=request.now,
        )
    except (Closed, NotAsked):
        return _page(request, opened, refused=_changed())
    lost = me.unit.service_id == invited.service_id and form.cleaned_data["answer"] != Answer.GIVEN
    return redirect("today") if lost else redirect("consents", opened.case.pk)


def _page(
    request: Any,
    opened: Opened,
    *,
    invite: InviteForm | None = None,
    joining: LetInForm | None = None,
    refused: str = "",
) -> HttpResponse:
    """Everything about services and consent. In a sealed case there is no such page."""
    if opened.case.sealed_at:
        raise Http404
    rows = answers_of(opened.case, request.now)
    begun = begun_anew(request, _draft(opened), [row.invited.asks for row in rows], field="asks")
    if invite is None:
        services, initial = list(may_be_invited(opened.case)), begun.dict() if begun else None
        invite = InviteForm(services=services, case=opened.case, initial=initial)
    return render(
        request,
        "staff/consents.html",
        {
            "opened": opened,
            "case": opened.case,
            "beside": sealed_beside(opened.case, request.me.seat),
            "rows": rows,
            "earlier": earlier_in(opened.case),
            "must": list(who_must_answer(opened.case.pk)),
            "invite": invite,
            "draft": _draft(opened),
            "begun": begun,
            "joining": joining or LetInForm(seats=_joinable(opened, rows, request.now)),
            "refused": refused,
            "new_key": uuid7,
            "can_invite": opened.may(Action.INVITE_SERVICE),
            "can_record": opened.may(Action.RECORD_CONSENT),
        },
        status=422 if request.method == "POST" else 200,
    )


def _draft(opened: Opened) -> str:
    return f"invite-{opened.case.pk}"


def _joinable(opened: Opened, rows: list[ServiceAnswers], now: Any) -> list[Seat]:
    effective = [row.invited.service_id for row in rows if row.effective]
    found = may_join(opened.case, effective, now)
    return [seat for seats in found.values() for seat in seats]


def _invited(request: Any, opened: Opened) -> InvitedService:
    """Raises Http404 for a service that is not invited, and for every service in a sealed case."""
    invited = InvitedService.objects.filter(case=opened.case, ended_at=None).select_related("service")
    asked = _asked(request, "service")
    found = next((one for one in invited if str(one.service_id) == asked), None)
    if found is None or opened.case.sealed_at:
        raise Http404
    return found


def _must_answer(request: Any, opened: Opened) -> Guardianship:
    asked = _asked(request, "guardian")
    must = who_must_answer(opened.case.pk)
    found = next((one for one in must if str(one.guardian_id) == asked), None)
    if found is None:
        raise Http404
    return found


def _asked(request: Any, name: str) -> str:
    return str(request.POST.get(name) or request.GET.get(name, ""))


def _changed() -> str:
    return _("This is not possible now. The case has changed since you opened the page.")
