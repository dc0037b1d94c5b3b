"""A leader comes in to a case of the unit that she is not in."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laget.cases import services
from laget.cases.opened import Opened
from laget.rules.access import Action
from laget.staff.doors import door
from laget.staff.forms.team import TeamReasonForm


@door(Action.JOIN_AS_LEADER)
def join_as_leader(request: Any, opened: Opened) -> HttpResponse:
    form = TeamReasonForm(request.POST or None, case=opened.case)
    if request.method == "POST" and form.is_valid():
        by = {"seat": request.me.seat, "now": request.now}
        try:
            services.join_as_leader(case=opened.case, reason=form.cleaned_data["reason"], **by)
        except services.NotOnList:
            raise Http404 from None
        return redirect("case", opened.case.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "staff/join.html", {"opened": opened, "form": form}, status=status)
