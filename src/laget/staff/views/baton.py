"""The baton: who holds it, offering it, answering, and a leader who takes it over from somebody who left."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from laget.cases.opened import Opened
from laget.cases.queries import Closed
from laget.foundation.speech import gettext as _
from laget.handovers import services
from laget.handovers.queries import baton_of, candidates, history_of, offer_in, why_with_leader
from laget.handovers.services import NotPossible, Why
from laget.pathway.published import pathway_of
from laget.rules.access import Action, Relation
from laget.rules.places import level_of
from laget.rules.roles import holder_on, role_on
from laget.rules.vocabulary import Holding
from laget.staff import said
from laget.staff.adult_here import leaders_of
from laget.staff.begun import begun_anew, throw_away
from laget.staff.comes_along import open_measures, open_tasks
from laget.staff.doors import door
from laget.staff.forms.baton import DeclineForm, NameForm, OfferForm
from laget.staff.with_leader import may_decide

NOTHING: dict[str, Any] = {"tasks": [], "measures": []}


@door(Action.SEE_CASE)
def see_baton(request: Any, opened: Opened) -> HttpResponse:
    return _page(request, opened)


@door(Action.TAKE_BATON)
def take_baton(request: Any, opened: Opened) -> HttpResponse:
    if request.method != "POST":
        return _page(request, opened)
    return _done(
        request, opened, lambda: services.take(case=opened.case, seat=request.me.seat, now=request.now)
    )


@door(Action.OFFER_BATON)
def take_back_offer(request: Any, opened: Opened) -> HttpResponse:
    if request.method != "POST":
        return _page(request, opened)
    return _done(
        request, opened, lambda: services.take_back(case=opened.case, seat=request.me.seat, now=request.now)
    )


@door(Action.NAME_HOLDER)
def name_holder(request: Any, opened: Opened) -> HttpResponse:
    """The leader names somebody when nobody holds the baton, and offers it on when the holder has left."""
    baton = baton_of(opened.case, request.now)
    if baton.with_leader:
        return _offering(request, opened, services.pass_on)
    if not baton.is_free:
        return _page(request, opened, refused=words_for(Why.IS_HELD))
    form = NameForm(request.POST or None, **_choices(request, opened))
    if request.method == "POST" and form.is_valid():
        return _done(
            request,
            opened,
            lambda: services.name_holder(
                case=opened.case, to_seat=form.chosen, seat=request.me.seat, now=request.now
            ),
        )
    return _form(request, opened, form)


@door(Action.OFFER_BATON)
def offer_baton(request: Any, opened: Opened) -> HttpResponse:
    return _offering(request, opened, services.offer)


@door(Action.ANSWER_BATON)
def answer_baton(request: Any, opened: Opened) -> HttpResponse:
    """Whoever is asked may not be in the team: then this page shows the offer, and nothing of the case."""
    offer = offer_in(opened.case)
    if offer is None or offer.to_seat_id != request.me.seat.pk:
        return _page(request, opened, refused=words_for(Why.NO_OFFER))
    saying_no = request.POST.get("answer") == "no"
    form = DeclineForm(request.POST if saying_no else None)
    refused = ""
    if request.method == "POST" and (not saying_no or form.is_valid()):
        try:
            return _answered(request, opened, offer.from_seat.person.name, form if saying_no else None)
        except NotPossible as reason:
            refused = words_for(reason.why)
        except Closed:
            refused = _closed()
    return render(
        request,
        "staff/baton_answer.html",
        {
            "opened": opened,
            "offer": offer,
            "form": form,
            "refused": refused,
            "terms": _terms(opened),
            **_comes_along(request, opened),
        },
        status=422 if request.method == "POST" else 200,
    )


def _answered(request: Any, opened: Opened, asked_by: str, no: DeclineForm | None) -> HttpResponse:
    me, case = request.me.seat, opened.case
    if no is None:
        services.accept(case=case, seat=me, now=request.now)
        return redirect("case", case.pk)
    services.decline(case=case, reason=no.cleaned_data["reason"], seat=me, now=request.now)
    said = _("You have said no. %(name)s reads why on Today.")
    messages.success(request, said % {"name": asked_by})
    return redirect("today")


def _offering(request: Any, opened: Opened, act: Callable[..., Any]) -> HttpResponse:
    draft = f"baton-{opened.case.pk}"
    begun = begun_anew(request, draft, field="must_know")
    form = OfferForm(
        request.POST or None,
        initial=begun.dict() if begun else None,
        sealed=opened.case.sealed_at is not None,
        **_choices(request, opened),
    )

    def offer() -> None:
        act(case=opened.case, seat=request.me.seat, now=request.now, **form.said())
        throw_away(request, draft)

    if request.method == "POST" and form.is_valid():
        return _done(request, opened, offer)
    return _form(request, opened, form, draft=draft, begun=begun, **_comes_along(request, opened))


def _done(request: Any, opened: Opened, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except NotPossible as reason:
        return _page(request, opened, refused=words_for(reason.why))
    except Closed:
        return _page(request, opened, refused=_closed())
    return redirect("baton", opened.case.pk)


def _form(request: Any, opened: Opened, form: NameForm, **shown: Any) -> HttpResponse:
    return render(
        request,
        "staff/baton_form.html",
        {
            "opened": opened,
            "case": opened.case,
            "form": form,
            "terms": _terms(opened),
            **NOTHING,
            **shown,
        },
        status=422 if request.method == "POST" else 200,
    )


def _page(request: Any, opened: Opened, *, refused: str = "") -> HttpResponse:
    case, baton = opened.case, baton_of(opened.case, request.now)
    holdings, answered = history_of(case)
    level = level_of(pathway_of(case.version_id), case.level)
    held_here = level.holder is Holding.REQUIRED and not case.closed_at
    why = why_with_leader(baton, level) if held_here else None
    return render(
        request,
        "staff/baton.html",
        {
            "opened": opened,
            "case": case,
            "baton": baton,
            "holdings": holdings,
            "answered": answered,
            "refused": refused,
            "terms": _terms(opened),
            "held_here": held_here,
            "mine": baton.holding is not None and baton.holding.seat_id == request.me.seat.pk,
            "leaders": [seat.person.name for seat in leaders_of(case, request.now)]
            if held_here and baton.is_free
            else [],
            "can_take": why is not None and may_decide(why, opened),
            "can_name": why is not None and opened.may(Action.NAME_HOLDER),
            "can_offer": opened.may(Action.OFFER_BATON),
        },
        status=422 if refused else 200,
    )


def _choices(request: Any, opened: Opened) -> dict[str, Any]:
    found = candidates(opened.case, request.now, besides=request.me.seat)
    return {"candidates": found, "unit": opened.case.unit.name}


def _comes_along(request: Any, opened: Opened) -> dict[str, Any]:
    """For the team, and for nobody who may not see the case until they have said yes."""
    if Relation.MEMBER not in opened.relations:
        return NOTHING
    return {"tasks": open_tasks(opened.case, request.now), "measures": open_measures(opened.case)}


def _terms(opened: Opened) -> dict[str, str]:
    """The municipality's own words for the baton and for who holds it here, and what that rests on."""
    pathway = pathway_of(opened.case.version_id)
    level = level_of(pathway, opened.case.level)
    role = role_on(level, pathway)
    law = pathway.law(role.law) if role else None
    return {
        "holder": said.text(holder_on(level, pathway)) or _("baton holder"),
        "says": said.text(role.says) if role else "",
        "law": said.text(law.title) if law else "",
        "baton": said.text(pathway.word("baton")) or _("baton"),
    }


def words_for(why: Why) -> str:
    return {
        Why.NO_HOLDER_HERE: _("Nobody holds the baton at this level."),
        Why.IS_HELD: _("Somebody holds the baton already."),
        Why.NOT_YOURS: _("You do not hold the baton any more."),
        Why.IS_OFFERED: _("The baton is offered to somebody already, who has not answered yet."),
        Why.NO_OFFER: _("The offer does not stand any more."),
        Why.NOT_THIS_PERSON: _("This person cannot hold the baton now. Choose somebody else."),
    }[why]


def _closed() -> str:
    return _("The case has ended. Open it again first.")
