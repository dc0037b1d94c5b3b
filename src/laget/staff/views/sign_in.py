"""Signing in and out. The demo has a way in of its own: one of its invented people, chosen from a list."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from laget.foundation.sessions import end_mine, sessions_of_mine
from laget.people.models import Guardianship, Seat
from laget.staff import invented
from laget.staff.doors import anybody, public
from laget.staff.entering import carried, enter
from laget.staff.lost_session import words_by_name
from laget.staff.views.sign_in_with import WAY, offer, sign_out_with

FIRST = 2  # of each kind, before everybody is listed


@public
def sign_in(request: Any) -> HttpResponse:
    if not settings.DEMO:
        return offer(request)
    if request.method == "POST" and "person" in request.POST:
        return enter(request, *_chosen(request), words_by_name(request))
    return render(request, "public/sign_in.html", _whom(request))


@anybody
def see_sessions(request: Any) -> HttpResponse:
    """Where one is signed in, with a button for each other place."""
    mine = sessions_of_mine(request.session.session_key)
    return render(request, "public/sessions.html", {"sessions": mine})


@anybody
@require_POST
def end_session(request: Any, session_id: UUID) -> HttpResponse:
    end_mine(session_id)
    return redirect("sessions")


@public
@require_POST
def sign_out(request: Any) -> HttpResponse:
    way = request.session.get(WAY)
    request.session.flush()
    return sign_out_with(request, way) if way else redirect("sign_in")


def _whom(request: Any) -> dict[str, Any]:
    """Also in a form that carries what somebody had written: then `whom` is posted, as the words are."""
    people = invented.everybody(request.now)
    asked = (request.POST if request.method == "POST" else request.GET).get("whom", "").strip()
    return {
        "asked": asked,
        "found": invented.found(people, asked) if asked else [],
        "kinds": invented.by_kind(people, FIRST),
        "places": invented.by_place(people),
        **carried(request),
    }


def _chosen(request: Any) -> tuple[UUID, UUID | None]:
    """Raises Http404 for a person and a seat that do not belong together, and for what is neither."""
    try:
        person, seat = UUID(request.POST["person"]), request.POST.get("seat")
        seat = UUID(seat) if seat else None
    except ValueError:
        raise Http404 from None
    if not (Seat.objects.filter(pk=seat, person_id=person).exists() if seat else _is_guardian(person)):
        raise Http404
    return person, seat


def _is_guardian(person: UUID) -> bool:
    return Guardianship.objects.using("owner").filter(guardian_id=person).exists()
