"""A service is invited into a case: whoever answers for it says who joins."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laget.consents import invitations
from laget.consents.invitations import Invitation
from laget.consents.services import NotAsked
from laget.foundation.ids import uuid7
from laget.foundation.speech import gettext as _
from laget.people.models import Seat
from laget.staff.doors import door_of_invitation
from laget.staff.forms.consent import DeclineForm, JoinForm


@door_of_invitation
def answer_invitation(request: Any, invitation: Invitation) -> HttpResponse:
    """Shows the invitation, and nothing of the case."""
    form = _join_form(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.answer(case_id=invitation.case_id, to_seat=form.chosen, now=request.now)
        except NotAsked:
            form.add_error("seat", form.refused)
        else:
            return _joined(request, invitation, form.chosen)
    return _page(request, invitation, form, DeclineForm())


@door_of_invitation
def decline_invitation(request: Any, invitation: Invitation) -> HttpResponse:
    """A service that cannot help says so at once, so that the child does not wait for it."""
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.decline(case_id=invitation.case_id, why=form.cleaned_data["why"])
        except NotAsked:
            raise Http404 from None
        said = _("You have said no. %(name)s reads why on Today, and may ask another service.")
        messages.success(request, said % {"name": invitation.invited_by})
        return redirect("today")
    return _page(request, invitation, _join_form(request), form)


def _joined(request: Any, invitation: Invitation, chosen: Seat) -> HttpResponse:
    if chosen == request.me.seat:
        return redirect("case", invitation.case_id)
    said = _("%(name)s is in the team now, and reads it on Today.")
    messages.success(request, said % {"name": chosen.person.name})
    return redirect("today")


def _join_form(request: Any, sent: Any = None) -> JoinForm:
    seat = request.me.seat
    return JoinForm(sent, seats=list(invitations.may_be_named(seat, request.now)), me=seat)


def _page(request: Any, invitation: Invitation, form: JoinForm, no: DeclineForm) -> HttpResponse:
    shown = {"invitation": invitation, "form": form, "no": no, "new_key": uuid7}
    return render(request, "staff/invitation.html", shown, status=422 if request.method == "POST" else 200)
