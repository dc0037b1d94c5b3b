"""Today: what needs me, the law's deadlines first, then what I can do, then what waits for others."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laget.cases.queries import in_my_team, with_children
from laget.foundation import access_log
from laget.handovers.models import Handover
from laget.moves.queries import progress_of_all
from laget.staff.doors import signed_in
from laget.staff.lists import rows_of
from laget.staff.todo import sorted_by_need

MOST = 200


def see_today(request: Any) -> HttpResponse:
    """A guardian's first page is the family's, so both come in by the same address."""
    if request.me is not None and request.me.seat is None:
        return redirect("family")
    return _today(request)


@signed_in
def _today(request: Any) -> HttpResponse:
    open_cases = in_my_team(request.me.seat.pk).filter(closed_at=None).order_by("round_since", "id")
    cases = with_children(open_cases[:MOST])
    access_log.record_seen(
        asker=request.me.asker, action="today", now=request.now, case_ids=[case.pk for case in cases]
    )
    offers = Handover.objects.filter(to_seat=request.me.seat, answered_at=None).select_related(
        "case__child__group", "from_seat__person"
    )
    rows = rows_of(cases, progress_of_all(cases, request.now), request.now)
    return render(
        request, "staff/today.html", {"todo": sorted_by_need(rows, request.me), "offers": list(offers)}
    )


see_today.door = "signed_in"  # type: ignore[attr-defined]
