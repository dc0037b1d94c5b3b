"""The way into every page. Without a door there is no page; a guard test sees to it.

A door finds out who asks, what they are to the case and whether that is enough, leaves the trace in the
access log, and lets a form have its effect once. Outsiders get 404: they must not learn that a case exists.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID, uuid5

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render

from laget.absence.queries import ToLookAt, told_of
from laget.cases.opened import open_case
from laget.consents.invitations import invitation_to
from laget.foundation import access_log, sent_forms
from laget.foundation.whom import speaking_of
from laget.pathway.published import in_use
from laget.people.me import Me
from laget.rules.access import Action, Relation, lets_in
from laget.staff.adult_here import adult_in
from laget.staff.lost_session import WRITER, keep, words_by_name, words_of
from laget.staff.naming_nobody import naming_nobody
from laget.staff.taken_meanwhile import unless_taken

View = Callable[..., HttpResponse]


class PartlyDone(HttpResponse):
    """A page that asks about one part of a form, when the rest has had its effect already.

    Sent once more, the form does nothing again: it leads to `led_to`.
    """

    def __init__(self, *args: Any, led_to: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.led_to = led_to


def public(view: View) -> View:
    """A page without anybody's data: sign-in, the language, the accessibility statement."""
    view.door = "public"  # type: ignore[attr-defined]
    return view


def anybody(view: View) -> View:
    """A page for whoever has signed in, at work or as a guardian: of themselves, and of no child."""

    @wraps(view)
    def guarded(request: Any, **arguments: Any) -> HttpResponse:
        return view(request, **arguments) if request.me else keep(request)

    guarded.door = "anybody"  # type: ignore[attr-defined]
    return guarded


def signed_in(view: View) -> View:
    """A page for somebody in a seat; what it lists, the row policies and its queries decide."""

    @wraps(view)
    def once(request: Any, **arguments: Any) -> HttpResponse:
        return _once(request, lambda: view(request, **arguments))

    return signed_in_freely(once)


def signed_in_freely(view: View) -> View:
    """As `signed_in`, for what may be sent as often as one likes: a draft being saved, a name looked for."""

    @wraps(view)
    def in_a_seat(request: Any, **arguments: Any) -> HttpResponse:
        if request.me.seat is None:
            raise Http404
        return view(request, **arguments)

    guarded = anybody(in_a_seat)
    guarded.door = "signed_in"  # type: ignore[attr-defined]
    return guarded


def door(action: Action) -> Callable[[View], View]:
    """A page of one case. The view gets `opened`, and only when the asker may do `action` there."""

    def build(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, case_id: UUID, **arguments: Any) -> HttpResponse:
            if request.me is None:
                return keep(request)

            def enter() -> HttpResponse:
                opened = open_case(request.me, case_id)
                if opened is None or not opened.lets_in(action):
                    raise Http404
                access_log.record(
                    asker=request.me.asker,
                    action=action,
                    now=request.now,
                    case_id=case_id,
                    wrote=request.method == "POST",
                )
                if Relation.MEMBER in opened.relations:
                    request.adult = adult_in(opened.case, request.now)
                    opened = replace(opened, adult=request.adult)
                with speaking_of(opened.case.subject):
                    return naming_nobody(
                        request, opened.case.subject, lambda: view(request, opened, **arguments)
                    )

            def may_still() -> bool:
                opened = open_case(request.me, case_id)
                return opened is not None and opened.lets_in(action)

            return _once(request, lambda: unless_taken(request, enter, may_still))

        guarded.door = action  # type: ignore[attr-defined]
        return guarded

    return build


def door_of_invitation(view: View) -> View:
    """For whoever answers for an invited service: the view gets the invitation, for there is no case yet."""

    @wraps(view)
    def guarded(request: Any, case_id: UUID, **arguments: Any) -> HttpResponse:
        if request.me is None:
            return keep(request)

        def enter() -> HttpResponse:
            invitation = invitation_to(case_id) if request.me.seat else None
            relations = frozenset({Relation.INVITED} if invitation else ())
            if invitation is None or not lets_in(Action.ANSWER_INVITATION, relations):
                raise Http404
            access_log.record(
                asker=request.me.asker,
                action=Action.ANSWER_INVITATION,
                now=request.now,
                case_id=case_id,
                wrote=request.method == "POST",
            )
            return naming_nobody(request, invitation.subject, lambda: view(request, invitation, **arguments))

        return _once(request, enter)

    guarded.door = Action.ANSWER_INVITATION  # type: ignore[attr-defined]
    return guarded


def door_of_absence(view: View) -> View:
    """For whoever is told of a child's absence: the view gets what is reached. There may be no case yet."""

    @wraps(view)
    def guarded(request: Any, child_id: UUID, **arguments: Any) -> HttpResponse:
        if request.me is None:
            return keep(request)

        def enter() -> HttpResponse:
            told = _told_of(request.me, request.now, child_id)
            if not told:
                raise Http404
            access_log.record_children(
                asker=request.me.asker,
                action="absence",
                now=request.now,
                children=[child_id],
                wrote=request.method == "POST",
            )
            return view(request, told, **arguments)

        return _once(request, enter)

    guarded.door = "absence"  # type: ignore[attr-defined]
    return guarded


def _told_of(me: Me, now: datetime, child_id: UUID) -> list[ToLookAt]:
    if me.seat is None:
        return []
    return told_of(me.seat, now, in_use(me.seat.unit.municipality_id).values(), child_id)


def _once(request: Any, act: Callable[[], HttpResponse]) -> HttpResponse:
    """A form's effect happens the first time it is sent; the second time only its answer comes back.

    Asked before anything else: the first time may have used up what let somebody in, such as an offer.
    """
    if request.method != "POST":
        return act()
    try:
        # Each person's own: what somebody else sent in this browser, I have not sent.
        key = uuid5(request.me.person.pk, str(UUID(request.POST.get("form_key", ""))))
    except ValueError:
        return HttpResponseBadRequest()
    fields = sorted(words_by_name(request).items())
    form = sent_forms.Form(key, fields, request.me.person.pk, request.now)
    answer = sent_forms.answered(form)
    if answer:
        return redirect(answer.location) if answer.same else _sent_before(request, answer.location)
    response = act()
    led_to = response.led_to if isinstance(response, PartlyDone) else response.headers.get("Location")
    if led_to:
        sent_forms.remember(form, led_to)
    return response


def _sent_before(request: Any, location: str) -> HttpResponse:
    """The same form with other words, as after going Back: nothing is done or lost, it is asked."""
    kept = [(name, value) for name, value in words_of(request) if name not in ("form_key", WRITER)]
    return render(
        request,
        "staff/sent_before.html",
        {"kept": kept, "location": location, "to": request.path},
        status=409,
    )
