"""Whoever has been let in goes on where they were, with the words that a lost session had kept."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from laget.foundation.asking import PERSON, SEAT
from laget.foundation.sessions import DEVICE, device_of
from laget.staff.lost_session import KEY, WRITER, returned, words_of

NOT_KEPT = ("person", "seat", "next", "to", "whom")

Written = Mapping[str, list[str]]
Words = list[tuple[str, str]]


def carried(request: Any) -> dict[str, Any]:
    """What goes along through the sign-in, for a form: where to afterwards, and what had been written."""
    return {
        "next": request.POST.get("to") or request.GET.get("next", ""),
        "kept": [(name, value) for name, value in words_of(request) if name not in NOT_KEPT],
    }


def enter(request: Any, person: UUID, seat: UUID | None, written: Written) -> HttpResponse:
    """In, and straight on: the words come back in the answer itself."""
    let_in(request, person, seat)
    to, kept = where_to(request, person, seat, written)
    return render(request, "public/resume.html", {"kept": kept, "to": to}) if kept else redirect(to)


def let_in(request: Any, person: UUID, seat: UUID | None) -> None:
    """As another person, or in another seat, than perhaps before: that session ends here, and not earlier."""
    request.session.flush()
    request.session[PERSON], request.session[SEAT] = str(person), str(seat or "")
    request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))


def where_to(request: Any, person: UUID, seat: UUID | None, written: Written) -> tuple[str, Words]:
    """The page they were on, or the first; and what is to be sent there again, if this person wrote it."""
    first_page = reverse("today" if seat else "family")
    to = _safe(request, "".join(written.get("next", [])[-1:])) or first_page
    kept = [(name, value) for name, value in returned(written, person) if name not in NOT_KEPT]
    if any(name not in (KEY, WRITER) for name, _value in kept):
        return to, kept
    return (first_page if WRITER in written else to), []


def _safe(request: Any, address: str) -> str:
    """Our own addresses only: a link may not send somebody who signs in elsewhere."""
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return address
    return reverse("today") if address else ""
