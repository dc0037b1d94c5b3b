"""An adult who works here is the concern: said of a case that has begun, and what follows from it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laget.cases.models import Exclusion
from laget.cases.services import excluded_from
from laget.consents.queries import live_team
from laget.handovers.leaving import keep_out
from laget.handovers.queries import adults_near
from laget.pathway.published import pathway_of
from laget.people.queries import leader_to_tell
from laget.plans.models import Measure
from laget.rules.access import Action, leads_case
from laget.rules.duties import Deadline
from laget.rules.pathway import Law, Pathway, Warning
from laget.rules.vocabulary import Fact
from laget.staff.doors import Opened, door
from laget.staff.forms.team import AdultForm


@door(Action.NAME_ADULT)
def name_adult(request: Any, opened: Opened) -> HttpResponse:
    case, seat, now = opened.case, request.me.seat, request.now
    form = AdultForm(request.POST or None, near=adults_near(case, now, besides=seat), unit_id=case.unit_id)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        keep_out(case=case, adults=form.chosen, words=words, seat=seat, now=now)
        return redirect("adult", case.pk)
    return render(
        request,
        "staff/adult.html",
        {"opened": opened, "case": case, "form": form, **_told(opened, now), **_said(opened, now)},
        status=422 if request.method == "POST" else 200,
    )


def _told(opened: Opened, now: Any) -> dict[str, Any]:
    """Whom the municipality tells, and whom instead when it is about that leader. And what the law says."""
    case = opened.case
    excluded = excluded_from(case)
    leader = leader_to_tell(unit_id=case.unit_id, excluded=excluded, now=now)
    above = leader and leader_to_tell(unit_id=case.unit_id, excluded=excluded | {leader.person_id}, now=now)
    return {"leader": leader, "above": above, "laws": list(_laws(pathway_of(case.version_id)))}


def _said(opened: Opened, now: Any) -> dict[str, Any]:
    """Once it has been said: who is kept out, which leaders know, and what those who are out were to do."""
    case = opened.case
    if not case.adult_here:
        return {"kept_out": [], "leaders": [], "left_behind": []}
    team = [
        member
        for member in live_team(case, now)
        if leads_case(member.basis, leads_unit=member.seat.leads(case.unit_id))
    ]
    kept_out = Exclusion.objects.filter(case=case).select_related("person").order_by("person__name")
    left_behind = Measure.objects.filter(
        case=case, ended_at=None, responsible_seat__person__in=excluded_from(case)
    )
    return {"kept_out": list(kept_out), "leaders": team, "left_behind": list(left_behind)}


def _laws(pathway: Pathway) -> Iterator[Law]:
    """Those that the pathway's own words about an adult here rest on, each once."""
    words: list[Warning | Deadline] = []
    for level in pathway.levels:
        for step in level.steps:
            words += [*step.warnings, *step.deadlines]
    named = dict.fromkeys(each.law for each in words if Fact.ADULT_HERE in each.condition.when)
    for law_id in named:
        law = pathway.law(law_id)
        if law:
            yield law
