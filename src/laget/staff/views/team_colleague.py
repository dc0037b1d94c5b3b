"""A colleague of one's own unit is taken into the team."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laget.cases.opened import Opened
from laget.cases.queries import Closed
from laget.foundation.speech import gettext as _
from laget.handovers.joining import CannotJoin, add_colleague, colleagues_outside
from laget.rules.access import Action
from laget.staff.doors import door
from laget.staff.forms.team import ColleagueForm


@door(Action.ADD_COLLEAGUE)
def take_in(request: Any, opened: Opened) -> HttpResponse:
    if not opened.may(Action.ADD_COLLEAGUE):
        raise Http404
    case, seat, now = opened.case, request.me.seat, request.now
    form = ColleagueForm(request.POST or None, seats=colleagues_outside(case, now), case=case)
    if request.method == "POST" and form.is_valid():
        said = {"to_seat": form.chosen, "reason": form.cleaned_data["reason"]}
        try:
            add_colleague(case=case, seat=seat, now=now, **said)
            joined = _("%(name)s is in the team now, and reads it on Today.")
            messages.success(request, joined % {"name": form.chosen.person.name})
            return redirect("team", case.pk)
        except (Closed, CannotJoin):
            form.add_error("seat", form.fields["seat"].error_messages["required"])
    shown = {"opened": opened, "case": case, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "staff/team_colleague.html", shown, status=status)
