"""An adult who works here is the concern: said of a case that has begun, and what follows from it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laget.cases.models import Case
from laget.cases.opened import Opened
from laget.cases.services import excluded_from
from laget.consents.queries import live_team
from laget.handovers.leaving import keep_out
from laget.handovers.queries import adults_near
from laget.people.queries import leader_to_tell
from laget.plans.models import Measure
from laget.rules.access import Action
from laget.staff.adult_here import duties_in, is_about_leader, leaders_of
from laget.staff.doors import door
from laget.staff.forms.team import AdultForm
from laget.staff.numbers import numbers_to_call


@door(Action.NAME_ADULT)
def name_adult(request: Any, opened: Opened) -> HttpResponse:
    case, seat, now = opened.case, request.me.seat, request.now
    form = AdultForm(request.POST or None, near=adults_near(case, now, besides=seat), case=case)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        keep_out(case=case, adults=form.chosen, words=words, seat=seat, now=now)
        return redirect("adult", case.pk)
    return render(
        request,
        "staff/adult.html",
        {
            "opened": opened,
            "case": case,
            "form": form,
            "left_behind": _left_behind(case),
            **(_now(request, opened) if case.adult_here else _told(opened, now)),
        },
        status=422 if request.method == "POST" else 200,
    )


def _told(opened: Opened, now: Any) -> dict[str, Any]:
    """Whom the municipality tells, and whom instead when it is about that leader. And what the law says."""
    case = opened.case
    excluded = excluded_from(case)
    leader = leader_to_tell(unit_id=case.unit_id, excluded=excluded, now=now)
    duties = duties_in(case, about_leader=is_about_leader(case, now))
    above = leader and leader_to_tell(unit_id=case.unit_id, excluded=excluded | {leader.person_id}, now=now)
    return {"leader": leader, "above": above, "duties": duties}


def _now(request: Any, opened: Opened) -> dict[str, Any]:
    """Once it has been said: who has it, who sees it, and whom to call."""
    case, now = opened.case, request.now
    return {
        **_told(opened, now),
        "leading": leaders_of(case, now),
        "team": list(live_team(case, now)),
        "numbers": numbers_to_call(request.me.municipality),
    }


def _left_behind(case: Case) -> list[Measure]:
    """What those who are kept out were to do."""
    found = Measure.objects.filter(case=case, ended_at=None, responsible_seat__person__in=excluded_from(case))
    return list(found)
