"""Recording what the pathway asks for: that a thing was done, when, and by whom."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laget.cases import services as cases
from laget.foundation.clock import local_day
from laget.moves import services
from laget.pathway.published import pathway_of
from laget.rules.access import Action
from laget.staff.child_rows import team_of
from laget.staff.doors import Opened, door
from laget.staff.forms.fact import FactForm
from laget.staff.numbers import numbers_to_call


@door(Action.RECORD_FACT)
def record_fact(request: Any, opened: Opened, fact: str) -> HttpResponse:
    declared = pathway_of(opened.case.version_id).declared(fact)
    if declared is None or declared.id != fact or (declared.guardians and opened.case.sealed_at):
        raise Http404
    form = FactForm(
        request.POST or None,
        declared=declared,
        team=[member.seat for member in team_of(opened.case)],
        today=local_day(request.now),
        born_on=opened.case.child.born_on,
    )
    if request.method == "POST" and form.is_valid():
        services.record_fact(
            case=opened.case, fact=fact, seat=request.me.seat, now=request.now, **form.cleaned_data
        )
        return redirect("case", opened.case.pk)
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "staff/fact.html",
        {
            "opened": opened,
            "declared": declared,
            "form": form,
            "numbers": numbers_to_call(request.me.municipality),
        },
        status=status,
    )


@door(Action.TELL_LEADER)
def tell_leader(request: Any, opened: Opened) -> HttpResponse:
    if request.method == "POST":
        told = cases.tell_leader(case=opened.case, now=request.now)
        if told:
            return redirect("case", opened.case.pk)
        return render(request, "staff/tell_leader.html", {"opened": opened, "nobody": True}, status=422)
    return render(request, "staff/tell_leader.html", {"opened": opened, "nobody": False})
