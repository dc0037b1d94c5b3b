"""A service is invited into a case: whoever answers for it says who joins."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laget.consents import invitations
from laget.consents.invitations import Invitation
from laget.consents.services import NotAsked
from laget.staff.doors import door_of_invitation
from laget.staff.forms.consent import JoinForm


@door_of_invitation
def answer_invitation(request: Any, invitation: Invitation) -> HttpResponse:
    """Shows the invitation, and nothing of the case."""
    seat, now = request.me.seat, request.now
    form = JoinForm(request.POST or None, seats=list(invitations.may_be_named(seat, now)), me=seat)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.answer(case_id=invitation.case_id, to_seat=form.chosen, now=now)
            return redirect("case", invitation.case_id) if form.chosen == seat else redirect("today")
        except NotAsked:
            form.add_error("seat", form.refused)
    return render(
        request,
        "staff/invitation.html",
        {"invitation": invitation, "form": form},
        status=422 if request.method == "POST" else 200,
    )
