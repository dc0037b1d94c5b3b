"""Recording what the pathway asks for: that a thing was done, when, and by whom."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laget.cases import services as cases
from laget.cases.opened import Opened
from laget.foundation.clock import local_day
from laget.moves import services
from laget.moves.queries import facts_of, progress_of
from laget.pathway.published import pathway_of
from laget.people.models import Seat, SeatRole
from laget.people.queries import leader_to_tell, seats_at
from laget.rules.access import Action
from laget.rules.asked import asked_now
from laget.rules.declared import DeclaredFact
from laget.staff.child_rows import team_of
from laget.staff.doors import door
from laget.staff.forms.fact import FactForm
from laget.staff.numbers import numbers_to_call

WRITTEN = ("named", "happened_on", "note")


@door(Action.RECORD_FACT)
def record_fact(request: Any, opened: Opened, fact: str) -> HttpResponse:
    declared = pathway_of(opened.case.version_id).declared(fact)
    if declared is None or declared.id != fact or (declared.guardians and opened.case.sealed_at):
        raise Http404
    if not _is_asked(declared, opened, request.now):
        return _moved_on(request, opened, declared)
    form = FactForm(
        request.POST or None,
        declared=declared,
        team=[member.seat for member in team_of(opened.case)],
        today=local_day(request.now),
        born_on=opened.case.child.born_on,
    )
    if request.method == "POST" and form.is_valid():
        said = {"seat": request.me.seat, "now": request.now, **form.cleaned_data}
        try:
            services.record_fact(case=opened.case, fact=fact, **said)
        except services.Refused:
            return _moved_on(request, opened, declared)
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


def _is_asked(declared: DeclaredFact, opened: Opened, now: datetime) -> bool:
    """Of the case where it stands now; of what is asked for it may be said anew how it is."""
    progress = progress_of(opened.case, facts_of([opened.case])[opened.case.pk], now)
    return not asked_now(progress).isdisjoint(declared.names)


def _moved_on(request: Any, opened: Opened, declared: DeclaredFact) -> HttpResponse:
    """What somebody has written is not lost: it stands there to be copied."""
    status = 422 if request.method == "POST" else 200
    written = [words for name in WRITTEN if (words := request.POST.get(name, "").strip())]
    shown = {"case": opened.case, "declared": declared, "written": written}
    return render(request, "staff/fact_moved_on.html", shown, status=status)


@door(Action.TELL_LEADER)
def tell_leader(request: Any, opened: Opened) -> HttpResponse:
    case, now = opened.case, request.now
    if request.method == "POST" and cases.tell_leader(case=case, now=now):
        return redirect("case", case.pk)
    leader = leader_to_tell(unit_id=case.unit_id, excluded=cases.excluded_from(case), now=now)
    shown = {"opened": opened, "leader": leader, "deputies": _deputies(opened, leader, now)}
    return render(request, "staff/tell_leader.html", shown, status=422 if request.method == "POST" else 200)


def _deputies(opened: Opened, leader: Seat | None, now: datetime) -> list[Seat]:
    """Those who act in the leader's place, where the case will stand on their list of the unit."""
    case = opened.case
    if case.sealed_at or case.adult_here or leader is None or leader.unit_id != case.unit_id:
        return []
    return list(seats_at([case.unit_id], now).filter(role=SeatRole.DEPUTY).exclude(pk=case.opened_by_id))
