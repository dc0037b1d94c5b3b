"""The child's page, and the lists that lead to it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from laget.cases.models import Case
from laget.cases.queries import found_by_name, in_my_team, on_worklist, seen_by
from laget.foundation import access_log
from laget.moves.queries import progress_of_all
from laget.rules.access import Action
from laget.staff.child_page import child_page
from laget.staff.doors import Opened, door, signed_in, signed_in_freely
from laget.staff.filters import filters_of
from laget.staff.lists import due_in_words, page_of, rows_of
from laget.staff.numbers import numbers_to_call
from laget.staff.road_of import road_of
from laget.staff.road_picture import draw
from laget.staff.tasks import exemptions_of, tasks_of


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
            "exemptions": exemptions_of(page),
            "due": page.progress.next_due(),
            "due_words": due_in_words(page.progress.next_due(), request.now),
            "numbers": numbers_to_call(request.me.municipality),
            "Action": Action,
        },
    )


@signed_in
def list_cases(request: Any) -> HttpResponse:
    """Those I work with: the open ones unless asked for all, perhaps of one level."""
    cases = in_my_team(request.me.seat.pk).order_by("round_since", "id")
    if request.GET.get("closed") != "yes":
        cases = cases.filter(closed_at=None)
    return _listed(request, _of_level(cases, request), "staff/cases.html")


@signed_in
def list_worklist(request: Any) -> HttpResponse:
    """A leader's unit: who waits, how long, at which level. The content of a case is its team's."""
    if not request.me.leads:
        raise Http404
    return _listed(request, _of_level(on_worklist(request.me.seat), request), "staff/worklist.html")


@signed_in_freely
def search(request: Any) -> HttpResponse:
    """By name or group, among what I may see. Sent as a form: a name never stands in an address."""
    asked = request.POST.get("q", "").strip()
    cases = found_by_name(seen_by(request.me.seat, leads=request.me.leads), asked)
    return _listed(request, cases, "staff/search.html", asked=asked)


def _of_level(cases: QuerySet[Case], request: Any) -> QuerySet[Case]:
    level = request.GET.get("level", "")
    return cases.filter(level=level) if level else cases


def _listed(request: Any, cases: QuerySet[Case], template: str, **shown: Any) -> HttpResponse:
    page = page_of(cases, request.POST if request.method == "POST" else request.GET)
    access_log.record_seen(
        asker=request.me.asker, action="list", now=request.now, case_ids=[case.pk for case in page.cases]
    )
    rows = rows_of(page.cases, progress_of_all(page.cases, request.now), request.now, request.me.seat.unit_id)
    filters = filters_of(request.me, request.GET)
    return render(request, template, {"rows": rows, "page": page, "filters": filters, **shown})
