"""The child's page, and the lists that lead to it."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render

from laget.cases.queries import in_my_team, on_worklist
from laget.foundation import access_log
from laget.moves.queries import progress_of_all
from laget.rules.access import Action
from laget.staff.child_page import child_page
from laget.staff.doors import Opened, door, signed_in
from laget.staff.lists import Page, page_of, rows_of
from laget.staff.road_of import road_of


@door(Action.SEE_CASE)
def see_case(request: Any, opened: Opened) -> HttpResponse:
    page = child_page(opened, request.now)
    return render(
        request, "staff/case.html", {"page": page, "case": opened.case, "road": road_of(page), "Action": Action}
    )


@signed_in
def list_cases(request: Any) -> HttpResponse:
    """Mine, by name when asked for one."""
    asked = request.GET.get("q", "").strip()
    cases = in_my_team(request.me.seat.pk)
    if request.GET.get("closed") != "yes":
        cases = cases.filter(closed_at=None)
    for word in asked.split():
        cases = cases.filter(_named(word))
    return _listed(request, page_of(cases.order_by("round_since", "id"), request.GET), "staff/cases.html", asked)


@signed_in
def list_worklist(request: Any) -> HttpResponse:
    """A leader's unit: who waits, how long, at which level. The content of a case is its team's."""
    if not request.me.leads:
        raise Http404
    cases = on_worklist(request.me.seat.unit_id)
    return _listed(request, page_of(cases, request.GET), "staff/worklist.html", "")


def _named(word: str) -> Q:
    return (
        Q(child__given_name__istartswith=word)
        | Q(child__family_name__istartswith=word)
        | Q(child__group__name__iexact=word)
    )


def _listed(request: Any, page: Page, template: str, asked: str) -> HttpResponse:
    access_log.record_seen(
        asker=request.me.asker,
        action="list",
        now=request.now,
        case_ids=[case.pk for case in page.cases],
    )
    rows = rows_of(page.cases, progress_of_all(page.cases, request.now), request.now)
    return render(request, template, {"rows": rows, "page": page, "asked": asked})
