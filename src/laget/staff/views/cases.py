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
from laget.staff.lists import Page, due_in_words, page_of, rows_of
from laget.staff.road import draw
from laget.staff.road_of import road_of
from laget.staff.tasks import tasks_of


@door(Action.SEE_CASE)
def see_case(request: Any, opened: Opened) -> HttpResponse:
    page = child_page(opened, request.now)
    road = road_of(page)
    return render(
        request,
        "staff/case.html",
        {
            "page": page,
            "case": opened.case,
            "road": road,
            "picture": draw(road),
            "tasks": tasks_of(page, request.now),
            "due": page.progress.next_due(),
            "due_words": due_in_words(page.progress.next_due(), request.now),
            "Action": Action,
        },
    )


@signed_in
def list_cases(request: Any) -> HttpResponse:
    """Mine, by name or group when asked for one."""
    asked, closed = request.GET.get("q", "").strip(), request.GET.get("closed") == "yes"
    cases = in_my_team(request.me.seat.pk)
    if not closed:
        cases = cases.filter(closed_at=None)
    for word in asked.split():
        cases = cases.filter(_named(word))
    page = page_of(cases.order_by("round_since", "id"), request.GET)
    return _listed(request, page, "staff/cases.html", asked=asked, closed=closed)


@signed_in
def list_worklist(request: Any) -> HttpResponse:
    """A leader's unit: who waits, how long, at which level. The content of a case is its team's."""
    if not request.me.leads:
        raise Http404
    return _listed(request, page_of(on_worklist(request.me.seat.unit_id), request.GET), "staff/worklist.html")


def _named(word: str) -> Q:
    return (
        Q(child__given_name__istartswith=word)
        | Q(child__family_name__istartswith=word)
        | Q(child__group__name__iexact=word)
    )


def _listed(request: Any, page: Page, template: str, **shown: Any) -> HttpResponse:
    access_log.record_seen(
        asker=request.me.asker, action="list", now=request.now, case_ids=[case.pk for case in page.cases]
    )
    rows = rows_of(page.cases, progress_of_all(page.cases, request.now), request.now)
    return render(request, template, {"rows": rows, "page": page, **shown})
