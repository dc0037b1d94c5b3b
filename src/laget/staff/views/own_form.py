"""The pathway's own forms: filling one in, and reading what was filled in, each time it was saved."""

from typing import Any
from uuid import uuid5

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laget.cases.forms_filled import Conflict, NotOffered, fill, latest, versions
from laget.cases.models import FilledForm
from laget.cases.opened import Opened
from laget.cases.queries import Closed
from laget.foundation import drafts
from laget.foundation.speech import gettext as _
from laget.pathway.published import pathway_of
from laget.rules.access import Action
from laget.rules.forms import Form
from laget.staff.doors import door
from laget.staff.forms.own_form import OwnForm, initial_of, said_answers


@door(Action.FILL_FORM)
def fill_form(request: Any, opened: Opened, form_id: str) -> HttpResponse:
    asked = _asked(opened, form_id)
    if asked is None or (asked.guardians and opened.case.sealed_at):
        raise Http404
    if request.method != "POST":
        return _begin(request, opened, asked)
    form = OwnForm(request.POST, asked=asked)
    if not form.is_valid():
        return _page(request, opened, form, status=422)
    try:
        _save(request, opened, form)
    except Conflict as conflict:
        return _both(request, opened, form, conflict.current)
    except NotOffered as refused:
        raise Http404 from refused
    except Closed:
        form.add_error(None, _("The case has ended. Open it again first."))
        return _page(request, opened, form, status=422)
    drafts.throw_away(seat_id=request.me.seat.pk, form=_draft(opened, asked))
    return redirect("case", opened.case.pk)


@door(Action.SEE_CASE)
def see_form(request: Any, opened: Opened, form_id: str) -> HttpResponse:
    asked, saved = _asked(opened, form_id), versions(opened.case, form_id)
    wanted = request.GET.get("version", "")
    shown = next((each for each in saved if str(each.version) == wanted), saved[0] if saved else None)
    if shown is None:
        raise Http404
    may = opened.may(Action.FILL_FORM) and asked
    return render(
        request,
        "staff/own_form_seen.html",
        {
            "case": opened.case,
            "asked": asked,
            "form_id": form_id,
            "shown": shown,
            "saved": saved,
            "answers": said_answers(asked, shown.answers),
            "may_change": may and not (asked and asked.guardians and opened.case.sealed_at),
        },
    )


def _begin(request: Any, opened: Opened, asked: Form) -> HttpResponse:
    """What one had begun; else what was saved last."""
    begun = drafts.found(seat_id=request.me.seat.pk, form=_draft(opened, asked))
    current = latest(opened.case, asked.id)
    saved = initial_of(asked, current.answers if current else {}, current.version if current else 0)
    form = OwnForm(initial=saved | (begun.dict() if begun else {}), asked=asked)
    return _page(request, opened, form, begun=begun)


def _save(request: Any, opened: Opened, form: OwnForm) -> FilledForm:
    return fill(
        case=opened.case,
        form=form.asked.id,
        answers=form.answers,
        based_on=form.cleaned_data["based_on"],
        seat=request.me.seat,
        now=request.now,
    )


def _both(request: Any, opened: Opened, form: OwnForm, theirs: FilledForm) -> HttpResponse:
    """Somebody has saved it since: mine stays in the form, and what differs in theirs stands above."""
    mine, asked = form.answers, form.asked
    differs = {name: value for name, value in theirs.answers.items() if mine.get(name) != value}
    again = OwnForm(initial=initial_of(asked, mine, theirs.version), asked=asked)
    rows = said_answers(asked, differs)
    return _page(request, opened, again, theirs=theirs, rows=rows, status=409)


def _page(request: Any, opened: Opened, form: OwnForm, *, status: int = 200, **shown: Any) -> HttpResponse:
    shown |= {"case": opened.case, "form": form, "draft": _draft(opened, form.asked)}
    return render(request, "staff/own_form.html", {"begun": None, "theirs": None} | shown, status=status)


def _asked(opened: Opened, form_id: str) -> Form | None:
    return pathway_of(opened.case.version_id).form(form_id)


def _draft(opened: Opened, asked: Form) -> str:
    """A draft's name has no room for the case and the form."""
    return f"form-{uuid5(opened.case.pk, asked.id)}"
