"""The child's page, and the lists that lead to it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from laget.cases.models import Case
from laget.cases.opened import Opened
from laget.cases.queries import found_by_name, in_my_team, in_order, on_worklist, seen_by
from laget.foundation import access_log
from laget.foundation.ids import uuid7
from laget.handovers.queries import held_by, holders_of
from laget.moves.queries import progress_of_all
from laget.pathway.published import in_use
from laget.rules.access import Action
from laget.staff.child_page import child_page
from laget.staff.doors import door, signed_in, signed_in_freely
from laget.staff.filters import DUE, filters_of, holder_asked
from laget.staff.lists import due_in_words, page_by_deadline, page_of, rows_of, told_apart
from laget.staff.numbers import numbers_to_call
from laget.staff.proposals import proposals_of
from laget.staff.road_of import road_of
from laget.staff.road_picture import draw
from laget.staff.tasks import duties_left, exemptions_of, tasks_of
from laget.staff.turns import turns_said
from laget.staff.which_pathway import which_pathway


@door(Action.SEE_CASE)
def see_case(request: Any, opened: Opened) -> HttpResponse:
    page = child_page(opened, request.now, request.me.municipality)
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
            "duties": duties_left(page, request.now),
            "exemptions": exemptions_of(page, request.me.seat.pk),
            "proposals": proposals_of(page, request.me.seat.pk),
            "due": page.progress.next_due(),
            "due_words": due_in_words(page.progress.next_due(), request.now),
            "numbers": numbers_to_call(request.me.municipality),
            "turns": turns_said(page, request.me.seat.pk),
            "Action": Action,
            "new_key": uuid7,
        },
    )


@signed_in
def list_cases(request: Any) -> HttpResponse:
    """Those I work with: the open ones unless asked for all, perhaps of one level or with one holder."""
    cases = in_order(in_my_team(request.me.seat.pk))
    if request.GET.get("closed") != "yes":
        cases = cases.filter(closed_at=None)
    return _listed(request, _chosen(cases, request), "staff/cases.html")


@signed_in
def list_worklist(request: Any) -> HttpResponse:
    """A leader's unit: who waits, how long, at which level. The content of a case is its team's."""
    if not request.me.leads:
        raise Http404
    return _listed(request, _chosen(on_worklist(request.me.seat), request), "staff/worklist.html")


@signed_in_freely
def search(request: Any) -> HttpResponse:
    """By name or group, among what I may see. Sent as a form: a name never stands in an address."""
    asked = request.POST.get("q", "").strip()
    cases = found_by_name(seen_by(request.me.seat, leads=request.me.leads), asked)
    return _listed(request, cases, "staff/search.html", asked=asked)


def _chosen(cases: QuerySet[Case], request: Any) -> QuerySet[Case]:
    level, holder = request.GET.get("level", ""), holder_asked(request.GET)
    if pathway := request.GET.get("pathway", ""):
        cases = cases.filter(version__name=pathway)
    cases = cases.filter(level=level) if level else cases
    return held_by(cases, holder) if holder else cases


def _listed(request: Any, cases: QuerySet[Case], template: str, asked: str = "") -> HttpResponse:
    now, seat = request.now, request.me.seat
    said = request.POST if request.method == "POST" else request.GET
    page = (
        page_by_deadline(cases, said, now, request.me.municipality)
        if said.get("sort") == DUE
        else page_of(cases, said)
    )
    access_log.record_seen(
        asker=request.me.asker, action="list", now=now, case_ids=[case.pk for case in page.cases]
    )
    holders, used = holders_of(page.cases), list(in_use(seat.unit.municipality_id).values())
    on = which_pathway(page.cases, (pathway.name for pathway in used))
    progress = progress_of_all(page.cases, now, request.me.municipality)
    rows = told_apart(rows_of(page.cases, progress, now, seat.unit_id, holders, on))
    names = {each.seat_id: each.name for each in holders.values()}
    filters = filters_of(request.me, request.GET, names, used)
    return render(request, template, {"rows": rows, "page": page, "filters": filters, "asked": asked})
