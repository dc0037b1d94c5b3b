"""The team around the child: who is in it, and how one leaves it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laget.cases.models import TeamMember
from laget.cases.opened import Opened
from laget.consents.queries import live_team
from laget.foundation.speech import gettext as _
from laget.handovers import leaving
from laget.handovers.leaving import CannotLeave, Why
from laget.plans.models import Measure
from laget.rules.access import Action, Relation
from laget.staff.doors import door
from laget.staff.forms.team import TeamReasonForm
from laget.staff.views.seen_as import family_of
from laget.staff.views.team_sealed import consents_given
from laget.staff.ways import Way


@door(Action.SEE_CASE)
def see_team(request: Any, opened: Opened) -> HttpResponse:
    case = opened.case
    sees = set(live_team(case, request.now).values_list("pk", flat=True))
    members = [(member, member.pk in sees) for member in _members(opened)]
    shown = {"opened": opened, "case": case, "members": members, "Action": Action}
    shown["leads"] = Relation.LEADER in opened.relations
    shown["family"] = family_of(case, request.now) if opened.may(Action.SEE_AS) else []
    shown["given"] = consents_given(opened, request.now)
    return render(request, "staff/team.html", shown)


@door(Action.LEAVE_TEAM)
def leave_team(request: Any, opened: Opened) -> HttpResponse:
    case, seat, now = opened.case, request.me.seat, request.now
    me = _found(opened, seat_id=seat.pk)
    return _out(
        request,
        opened,
        me,
        check=lambda: leaving.refuse_leaving(case, seat, now),
        act=lambda reason: leaving.leave(case=case, reason=reason, seat=seat, now=now),
    )


@door(Action.TAKE_OUT)
def take_out(request: Any, opened: Opened, member_id: UUID) -> HttpResponse:
    case, seat, now = opened.case, request.me.seat, request.now
    member = _found(opened, pk=member_id)
    if member.seat_id == seat.pk:
        return redirect("team_leave", case.pk)
    return _out(
        request,
        opened,
        member,
        check=lambda: leaving.refuse_taking_out(case, member, seat, now),
        act=lambda reason: leaving.take_out(case=case, member=member, reason=reason, seat=seat, now=now),
    )


def _out(
    request: Any, opened: Opened, member: TeamMember, *, check: Callable[[], None], act: Callable[[str], None]
) -> HttpResponse:
    """Asked why; or told at once what must be done first."""
    form, mine = TeamReasonForm(request.POST or None, case=opened.case), member.seat_id == request.me.seat.pk
    refused = None
    try:
        check()
        if request.method == "POST" and form.is_valid():
            act(form.cleaned_data["reason"])
            return redirect("today") if mine else redirect("team", opened.case.pk)
    except CannotLeave as reason:
        refused = _first(reason.why, opened, member, mine=mine)
    left_behind = Measure.objects.filter(case=opened.case, ended_at=None, responsible_seat=member.seat_id)
    shown = {"opened": opened, "case": opened.case, "member": member, "mine": mine, "form": form}
    shown |= {"refused": refused, "left_behind": list(left_behind)}
    return render(request, "staff/team_leave.html", shown, status=422 if request.method == "POST" else 200)


def _members(opened: Opened) -> list[TeamMember]:
    members = TeamMember.objects.filter(case=opened.case, to_at=None)
    return list(members.select_related("seat__person", "seat__unit__service").order_by("from_at"))


def _found(opened: Opened, **which: Any) -> TeamMember:
    """Raises Http404 for somebody who is not in this team now."""
    members = TeamMember.objects.filter(case=opened.case, to_at=None, **which)
    found = members.select_related("seat__person", "seat__unit__service").first()
    if found is None:
        raise Http404
    return found


def _first(why: Why, opened: Opened, member: TeamMember, *, mine: bool) -> tuple[str, Way | None]:
    """What must be done first, and where."""
    name = member.seat.person.name
    if why is Why.HOLDS and mine:
        return _("You hold the baton. Hand it on first."), Way(_("Hand it on"), "baton_offer")
    if why is Why.HOLDS:
        said = _("%(name)s holds the baton. It must be handed on first.") % {"name": name}
        return said, Way(_("To the baton"), "baton")
    if why is Why.LAST_WHO_ACTS and opened.may(Action.TELL_LEADER):
        said = _("Nobody would be left to bring the case on. Tell the leader first.")
        return said, Way(_("Tell the leader"), "tell_leader")
    return {
        Why.LAST_LEADER: _("The case would be without a leader. Another leader must join it first."),
        Why.LAST_WHO_ACTS: _("Nobody would be left to bring the case on."),
        Why.LEADERS_OWN: _("Only a leader can take a leader out of the team."),
        Why.NOT_IN_TEAM: _("This person is not in the team any more."),
    }[why], None
