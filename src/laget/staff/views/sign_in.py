"""Signing in. Today only the demo has a way in: one of its invented people, chosen from a list."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from laget.foundation.asking import PERSON, SEAT
from laget.foundation.sessions import DEVICE, device_of, end_mine, sessions_of_mine
from laget.people.models import Guardianship, Seat
from laget.staff import invented
from laget.staff.doors import anybody, public
from laget.staff.lost_session import KEY, WRITER, returned, words_of

NOT_KEPT = ("person", "seat", "next", "to", "whom")
FIRST = 2  # of each kind, before everybody is listed


@public
def sign_in(request: Any) -> HttpResponse:
    if not settings.DEMO:
        return render(request, "public/no_sign_in.html")
    if request.method == "POST" and "person" in request.POST:
        return _enter(request)
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
    request.session.flush()
    return redirect("sign_in")


def _whom(request: Any) -> dict[str, Any]:
    """Also in a form that carries what somebody had written: then `whom` is posted, as the words are."""
    people = invented.everybody(request.now)
    asked = (request.POST if request.method == "POST" else request.GET).get("whom", "").strip()
    return {
        "asked": asked,
        "found": invented.found(people, asked) if asked else [],
        "kinds": invented.by_kind(people, FIRST),
        "places": invented.by_place(people),
        "next": request.POST.get("to") or request.GET.get("next", ""),
        "kept": [(name, value) for name, value in words_of(request) if name not in NOT_KEPT],
    }


def _enter(request: Any) -> HttpResponse:
    """As another person, or in another seat, than perhaps before: that session ends here, and not earlier."""
    person, seat = _chosen(request)
    request.session.flush()
    request.session[PERSON], request.session[SEAT] = str(person), str(seat or "")
    request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))
    first_page = reverse("today" if seat else "family")
    to = _safe(request, request.POST.get("next", "")) or first_page
    kept = [(name, value) for name, value in returned(request, person) if name not in NOT_KEPT]
    if any(name not in (KEY, WRITER) for name, _value in kept):
        return render(request, "public/resume.html", {"kept": kept, "to": to})
    return HttpResponseRedirect(first_page if WRITER in request.POST else to)


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


def _safe(request: Any, address: str) -> str:
    """Our own addresses only: a link may not send somebody who signs in elsewhere."""
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return address
    return reverse("today") if address else ""


def _is_guardian(person: UUID) -> bool:
    return Guardianship.objects.using("owner").filter(guardian_id=person).exists()
