"""A worry, from the first words to the page that says what comes next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laget.foundation import drafts
from laget.moves.services import open_case
from laget.pathway.published import current, pathway_of
from laget.people.models import Person
from laget.rules.access import Action
from laget.staff.doors import Opened, door, signed_in
from laget.staff.forms.worry import NO, SOMEONE_ELSE, YES, WorryForm, children_of
from laget.staff.numbers import numbers_to_call

DRAFT = "worry"


@signed_in
def report_worry(request: Any) -> HttpResponse:
    seat = request.me.seat
    pathway = pathway_of(current(seat.unit.municipality_id).pk)
    sent = request.POST if request.method == "POST" else None
    draft = None if sent else drafts.found(seat_id=seat.pk, form=DRAFT)
    form = WorryForm(
        sent, initial=_initial(draft), seat=seat, pathway=pathway, children=children_of(seat), now=request.now
    )
    if sent is not None and form.is_valid():
        return _opened(request, form)
    return render(
        request,
        "staff/worry.html",
        {
            "form": form,
            "numbers": numbers_to_call(request.me.municipality),
            "begun": draft,
            "draft": DRAFT,
        },
        status=422 if sent else 200,
    )


@door(Action.SEE_CASE)
def see_stop(request: Any, opened: Opened) -> HttpResponse:
    """What everybody must read before they do anything more about suspected violence."""
    return render(
        request, "staff/stop.html", {"opened": opened, "numbers": numbers_to_call(request.me.municipality)}
    )


def _opened(request: Any, form: WorryForm) -> HttpResponse:
    said = form.cleaned_data
    violence = said["violence"] != NO
    case = open_case(
        child=form.children[said["child"]],
        seat=request.me.seat,
        text=said["text"],
        category=said["category"],
        violence=violence,
        adult_here=said["adult_here"] == YES,
        adult=_adult(said["adult"]),
        share=said["share"],
        wonder_on=said["wonder_on"],
        entry=said["entry"],
        now=request.now,
    )
    drafts.throw_away(seat_id=request.me.seat.pk, form=DRAFT)
    return redirect("stop" if violence else "case", case.pk)


def _adult(chosen: str) -> Person | None:
    return Person.objects.get(pk=chosen) if chosen and chosen != SOMEONE_ELSE else None


def _initial(draft: Any) -> dict[str, Any]:
    return draft.dict() if draft else {}
