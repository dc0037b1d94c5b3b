"""What a guardian sees: for each child with a plan, what is agreed, who does what, and when we meet."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laget.cases.models import Case
from laget.foundation import access_log
from laget.handovers.models import Holding
from laget.meetings.models import Meeting
from laget.pathway.published import pathway_of
from laget.plans.models import Goal, Measure


def family(view: Callable[[Any], HttpResponse]) -> Callable[[Any], HttpResponse]:
    """The family's door: for somebody signed in as a guardian, and nobody else."""

    @wraps(view)
    def guarded(request: Any) -> HttpResponse:
        if request.me is None:
            return redirect("sign_in")
        if request.me.seat is not None:
            raise Http404
        return view(request)

    guarded.door = "family"  # type: ignore[attr-defined]
    return guarded


@family
def see_children(request: Any) -> HttpResponse:
    """The row policies decide which cases there are; a sealed one is not among them."""
    cases = list(_cases(request.now))
    access_log.record_seen(
        asker=request.me.asker, action="see_family", now=request.now, case_ids=[case.pk for case in cases]
    )
    shown = [(case, pathway_of(case.version_id)) for case in cases]
    return render(request, "portal/children.html", {"cases": shown})


def _cases(now: Any) -> Any:
    coming = Meeting.objects.filter(held_at=None, cancelled_at=None, starts_at__gte=now).order_by("starts_at")
    return (
        Case.objects.select_related("child", "unit")
        .prefetch_related(
            Prefetch("goals", Goal.objects.filter(ended_at=None).order_by("position"), "live_goals"),
            Prefetch(
                "measures", Measure.objects.filter(ended_at=None).order_by("created_at"), "live_measures"
            ),
            Prefetch("meetings", coming, "coming"),
            Prefetch("holdings", Holding.objects.filter(to_at=None).select_related("seat__person"), "held"),
        )
        .order_by("closed_at", "-opened_at")
    )
