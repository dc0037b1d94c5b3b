"""The timeline, a note on it, and the note that says, towards the end of the aftercare, how it goes."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laget.cases.opened import Opened
from laget.cases.queries import open_beside, sealed_beside
from laget.cases.services import write_entry
from laget.foundation import drafts
from laget.pathway.published import pathway_of
from laget.rules.access import Action
from laget.staff.doors import door
from laget.staff.forms.entry import EntryForm, family_follows
from laget.staff.timeline import A_PAGE, timeline_of


@door(Action.SEE_CASE)
def see_timeline(request: Any, opened: Opened) -> HttpResponse:
    """From the newest to the first worry: whoever takes the baton reads how it began."""
    timeline = timeline_of(opened.case, most=A_PAGE, before=request.GET.get("before", ""))
    return render(request, "staff/all_that_happened.html", {"case": opened.case, "timeline": timeline})


@door(Action.WRITE_ENTRY)
def add_entry(request: Any, opened: Opened) -> HttpResponse:
    """Also in a case that has ended: a note is never refused."""
    return _note(request, opened)


@door(Action.WRITE_ENTRY)
def ask_how_it_goes(request: Any, opened: Opened) -> HttpResponse:
    """What was promised when the case ended. The answer is a note, and Today then asks no more."""
    if not opened.case.aftercare_until:
        raise Http404
    return _note(request, opened, asks=True)


def _note(request: Any, opened: Opened, *, asks: bool = False) -> HttpResponse:
    case, seat, draft = opened.case, request.me.seat, f"entry-{opened.case.pk}"
    sent = request.POST if request.method == "POST" else None
    begun = None if sent else drafts.found(seat_id=seat.pk, form=draft)
    form = EntryForm(
        sent,
        initial=begun.dict() if begun else {},
        case=case,
        for_family=family_follows(case, pathway_of(case.version_id)),
        asks=asks,
    )
    if sent is not None and form.is_valid():
        write_entry(
            case=case, seat=seat, text=form.cleaned_data["text"], audience=form.audience, now=request.now
        )
        drafts.throw_away(seat_id=seat.pk, form=draft)
        return redirect("case", case.pk)
    shown = {"case": case, "form": form, "draft": draft, "begun": begun, "asks": asks}
    shown["may_reopen"] = opened.may(Action.REOPEN)
    shown["beside"] = sealed_beside(case, seat) if asks else None
    shown["goes_on"] = open_beside(case, seat) if asks and case.closed_at else None
    return render(request, "staff/entry.html", shown, status=422 if sent is not None else 200)
