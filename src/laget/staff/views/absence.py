"""Absence that has reached what the pathway counts: the figures, and two choices for whoever is told."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from laget.absence.queries import ToLookAt, days_away
from laget.absence.services import decide
from laget.foundation.clock import local_day
from laget.staff.absence_said import figures, one_day
from laget.staff.doors import door_of_absence
from laget.staff.forms.move import ReasonForm
from laget.staff.said import text
from laget.staff.second_worry import ask_where
from laget.staff.views.worry import category_of, onward, saved, show, worry_form


@door_of_absence
def see_absence(request: Any, told: list[ToLookAt]) -> HttpResponse:
    child, today = told[0].child, local_day(request.now)
    shown = [
        {
            "count": each.reached.count,
            "pathway": each.pathway.name,
            "law": each.pathway.law(each.reached.count.law),
            "figures": figures(each.reached),
            "days": [one_day(away) for away in days_away(child.pk, each.reached, today)],
            "decision": each.decision,
        }
        for each in told
    ]
    return render(request, "staff/absence.html", {"child": child, "told": shown})


@door_of_absence
def report(request: Any, told: list[ToLookAt], pathway: str, count_id: str) -> HttpResponse:
    """The form for any worry, with what the figures say filled in; whoever sends it decides by that."""
    asked = _undecided(told, pathway, count_id)
    to = reverse("absence_worry", args=asked.counted)
    if request.method != "POST":
        return show(request, worry_form(request, initial=_filled_in(request, asked)), to=to)
    form = worry_form(request, request.POST)
    if form.is_valid() and (where := ask_where(request, form, to)):
        return where
    case = saved(request, form) if form.is_valid() else None
    if case is None:
        return show(request, form, to=to)
    if case.child_id == asked.child.pk:
        decide(about=asked, case=case, seat=request.me.seat, now=request.now)
    return onward(form, case)


@door_of_absence
def not_now(request: Any, told: list[ToLookAt], pathway: str, count_id: str) -> HttpResponse:
    asked, form = _undecided(told, pathway, count_id), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        decide(about=asked, reason=reason, seat=request.me.seat, now=request.now)
        return redirect("today")
    shown = {"child": asked.child, "form": form, "figures": figures(asked.reached)}
    status = 422 if request.method == "POST" else 200
    return render(request, "staff/absence_not_now.html", shown, status=status)


def on_today(found: list[ToLookAt]) -> list[dict[str, Any]]:
    """A row a child, with all that is reached."""
    return [
        {"child": child, "said": [(text(each.reached.count.title), figures(each.reached)) for each in some]}
        for child, some in groupby(found, key=lambda each: each.child)
    ]


def _undecided(told: list[ToLookAt], pathway: str, count_id: str) -> ToLookAt:
    found = (each for each in told if each.counted[1:] == (pathway, count_id) and not each.decision)
    asked = next(found, None)
    if asked is None:
        raise Http404
    return asked


def _filled_in(request: Any, asked: ToLookAt) -> dict[str, Any]:
    about = category_of(request, asked.pathway, asked.reached.count.category)
    return {"child": asked.child.pk, "text": figures(asked.reached), **about}
