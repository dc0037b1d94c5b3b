"""A worry, from the first words to the page that says what comes next."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from laget.cases.models import Case
from laget.cases.opened import Opened
from laget.foundation import drafts
from laget.foundation.clock import local_day
from laget.foundation.speech import gettext as _
from laget.moves.services import NAMES_A_CHILD, Refused, open_case, taken_or_refused
from laget.pathway.published import in_use, pathway_of
from laget.people.models import Person
from laget.rules.access import Action
from laget.rules.pathway import Pathway
from laget.staff.doors import door, signed_in
from laget.staff.forms.beginning import value_of
from laget.staff.forms.subject import as_before, whom
from laget.staff.forms.worry import NO, SOMEONE_ELSE, YES, WorryForm, children_of
from laget.staff.numbers import numbers_to_call
from laget.staff.second_worry import add_to, ask_where, chosen

DRAFT = "worry"


@signed_in
def report_worry(request: Any) -> HttpResponse:
    if request.method == "POST":
        form = worry_form(request, request.POST)
        if form.is_valid() and (asked := ask_where(request, form, reverse("worry"))):
            return asked
        case = saved(request, form) if form.is_valid() else None
        return onward(form, case) if case else show(request, form)
    draft = drafts.found(seat_id=request.me.seat.pk, form=DRAFT)
    return show(request, worry_form(request, initial=draft.dict() if draft else {}), begun=draft)


@door(Action.REGISTER_IN_ERROR)
def write_anew(request: Any, opened: Opened) -> HttpResponse:
    """Whoever answered wrong, and had the case registered in error, goes on from their own words.

    What changes everything is asked anew; the old case stays what it became.
    """
    case, seat = opened.case, request.me.seat
    if not case.in_error or not case.answered_violence(seat.pk):
        raise Http404
    concern = case.concerns.filter(seat=seat).order_by("at").first()
    words = as_before(case) | {"text": concern.text if concern else ""}
    about = category_of(request, pathway_of(case.version_id), case.category)
    return show(request, worry_form(request, initial=words | about | _another_day(case)))


@door(Action.SEE_CASE)
def see_stop(request: Any, opened: Opened) -> HttpResponse:
    """What everybody must read before they do more about suspected violence, in a case that is sealed."""
    if not opened.case.sealed_at:
        raise Http404
    return render(
        request, "staff/stop.html", {"opened": opened, "numbers": numbers_to_call(request.me.municipality)}
    )


def worry_form(request: Any, sent: Any = None, initial: dict[str, Any] | None = None) -> WorryForm:
    seat = request.me.seat
    return WorryForm(
        sent,
        initial=initial,
        seat=seat,
        pathways=pathways_of(request),
        children=children_of(seat),
        now=request.now,
    )


def pathways_of(request: Any) -> list[Pathway]:
    """Those that a worry of the asker's may go to."""
    return list(in_use(request.me.seat.unit.municipality_id).values())


def category_of(request: Any, pathway: Pathway, category: str) -> dict[str, str]:
    """The category as the form has it; nothing where there was none."""
    return {"category": value_of(pathway, category, pathways_of(request))} if category else {}


def show(request: Any, form: WorryForm, *, to: str = "", begun: Any = None) -> HttpResponse:
    """`to` is where the form is sent, when that is not where any worry is."""
    numbers = numbers_to_call(request.me.municipality)
    shown = {"form": form, "numbers": numbers, "begun": begun, "draft": DRAFT, "to": to}
    return render(request, "staff/worry.html", shown, status=422 if form.is_bound else 200)


def _another_day(case: Case) -> dict[str, str]:
    """The day deadlines count from, when it was not the day the worry was written."""
    same = case.wonder_on == local_day(case.opened_at)
    return {} if same else {"wonder_on": case.wonder_on.isoformat()}


def saved(request: Any, form: WorryForm) -> Case | None:
    """The case that is new, or the one it was added to. None where it is not taken: then the form says so,
    and keeps all that was written."""
    try:
        with taken_or_refused(NAMES_A_CHILD):
            known = chosen(request, form)
            case = add_to(request, form, known) if known else _open(request, form)
    except LookupError:
        form.add_error(None, _("It was not added: something has changed meanwhile. Save it again."))
        return None
    except Refused:
        form.add_error(
            None,
            _("The worry was not saved. Look again at whom it is about, or call your leader and tell it."),
        )
        return None
    drafts.throw_away(seat_id=request.me.seat.pk, form=DRAFT)
    return case


def _open(request: Any, form: WorryForm) -> Case:
    said = form.cleaned_data
    return open_case(
        child=whom(form, request.me.seat),
        subject=said["subject"],
        seat=request.me.seat,
        text=said["text"],
        category=said["category"],
        pathway=said["pathway"],
        violence=said["violence"] != NO,
        adult_here=said["adult_here"] == YES,
        adult=_adult(said["adult"]),
        share=said["share"],
        wonder_on=said["wonder_on"],
        entry=said["entry"],
        now=request.now,
    )


def onward(form: WorryForm, case: Case) -> HttpResponse:
    """To what one must know first: of violence, else of an adult here."""
    if form.cleaned_data["violence"] != NO:
        return redirect("stop", case.pk)
    return redirect("adult" if form.cleaned_data["adult_here"] == YES else "case", case.pk)


def _adult(chosen: str) -> Person | None:
    return Person.objects.get(pk=chosen) if chosen and chosen != SOMEONE_ELSE else None
