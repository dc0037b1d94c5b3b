"""Signing in with ID-porten and the others: there and back, and in to the seat one works in.

What goes along meanwhile stays in the session, which ends when it has been used. Whoever comes in is sent on
from the address where the provider sends them back to, which would lead nowhere a second time.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from laget.foundation.ids import key_of
from laget.foundation.speech import spoken
from laget.people.models import Seat
from laget.people.queries import seats_now
from laget.sign_in import client
from laget.sign_in.client import LASTS, Begun
from laget.sign_in.people import person_of
from laget.sign_in.profiles import FAMILY, STAFF, Way, ways
from laget.sign_in.tokens import Refused
from laget.staff.doors import anybody, public
from laget.staff.entering import NOT_KEPT, Written, carried, let_in, where_to
from laget.staff.lost_session import words_by_name

WAY, BEGUN, WRITTEN, CHOOSES, RETURNED = (
    "way", "sign_in_begun", "sign_in_written", "sign_in_chooses", "sign_in_returned",
)  # fmt: skip
MOST_WORDS = 300_000  # characters; no form of ours takes a tenth of it
log = logging.getLogger("laget.sign_in")


def offer(request: Any) -> HttpResponse:
    """The ways in there are. What somebody had written stands in the forms, as it came."""
    every = list(ways().values())
    kinds = {kind: [way for way in every if way.kind == kind] for kind in (FAMILY, STAFF)}
    return render(request, "public/sign_in_ways.html", {**kinds, **carried(request)})


@public
@require_POST
def start(request: Any, way: str) -> HttpResponse:
    chosen, written = _way(way), words_by_name(request)
    if sum(len(value) for values in written.values() for value in values) > MOST_WORDS:
        raise BadRequest
    back = request.build_absolute_uri(reverse("sign_in_back", args=[chosen.name]))
    try:
        address, begun = client.begin(chosen, back, spoken(), request.now)
    except Refused as refused:
        return _not_in(request, chosen, refused, written)
    request.session[BEGUN], request.session[WRITTEN] = begun.as_kept(), written
    return _go_on(request, chosen, address)


@public
def come_back(request: Any, way: str) -> HttpResponse:
    chosen = _way(way)
    begun, written = request.session.pop(BEGUN, None), request.session.pop(WRITTEN, {})
    try:
        if not begun or begun["way"] != chosen.name:
            raise Refused("not begun here")
        subject = client.finish(chosen, Begun(**begun), request.GET, request.now)
    except Refused as refused:
        return _not_in(request, chosen, refused, written)
    person = person_of(chosen, subject)
    if person is None:
        return _nobody(request, chosen)
    if chosen.kind == FAMILY:
        return _in(request, chosen.name, person, None, written)
    seats = list(_seats_of(person, request.now))
    if len(seats) == 1:
        return _in(request, chosen.name, person, seats[0].pk, written)
    request.session.flush()
    until = _until(request.now)
    request.session[CHOOSES] = {
        "person": str(person), "way": chosen.name, "written": written, "until": until,
    }  # fmt: skip
    return redirect("sign_in_seat")


@public
def choose_seat(request: Any) -> HttpResponse:
    """Whom the provider has named, and who has several seats. Until one is chosen nobody has signed in."""
    chooses = _lately(request, CHOOSES)
    if not chooses:
        return redirect("sign_in")
    person = UUID(chooses["person"])
    seats = _seats_of(person, request.now)
    if request.method != "POST":
        return render(request, "public/choose_seat.html", {"seats": seats})
    seat = next((seat for seat in seats if seat.pk == key_of(request.POST.get("seat", ""))), None)
    if seat is None:
        raise Http404
    return _in(request, chooses["way"], person, seat.pk, chooses["written"])


@anybody
def give_back(request: Any) -> HttpResponse:
    """What somebody had written when the session was lost. It stays as long as a sign-in may last."""
    returned = _lately(request, RETURNED)
    if not returned:
        return redirect("today" if request.me.seat else "family")
    return render(request, "public/resume.html", {"kept": returned["kept"], "to": returned["to"]})


def sign_out_with(request: Any, name: str) -> HttpResponse:
    """Here they have signed out already: with the provider too, where it can be reached and knows how."""
    way = ways().get(name)
    if way is None:
        return redirect("sign_in")
    try:
        address = client.way_out(way, request.build_absolute_uri(reverse("sign_in")), spoken(), request.now)
    except Refused as refused:
        log.warning("Sign-out with %s refused: %s", way.name, refused)
        address = None
    return _go_on(request, way, address) if address else redirect("sign_in")


def _way(name: str) -> Way:
    """Raises Http404 for one that is not offered here; in the demo none is."""
    way = ways().get(name)
    if way is None:
        raise Http404
    return way


def _in(request: Any, way: str, person: UUID, seat: UUID | None, written: Written) -> HttpResponse:
    let_in(request, person, seat)
    request.session[WAY] = way
    to, kept = where_to(request, person, seat, written)
    if not kept:
        return redirect(to)
    request.session[RETURNED] = {"to": to, "kept": kept, "until": _until(request.now)}
    return redirect("sign_in_words")


def _nobody(request: Any, way: Way) -> HttpResponse:
    """Whoever was signed in here before is not the one who sits here now."""
    log.warning("Sign-in with %s: nobody here, or nothing for them", way.name)
    request.session.flush()
    request.me = None
    return render(request, "public/nothing_here.html", status=403)


def _not_in(request: Any, way: Way, refused: Refused, written: Written) -> HttpResponse:
    """One page for every fault: which it was, the technical log says, and only by the name of the check."""
    log.warning("Sign-in with %s refused: %s", way.name, refused)
    kept = [(name, value) for name, values in written.items() for value in values if name not in NOT_KEPT]
    said = {"kept": kept, "next": "".join(written.get("next", [])[-1:])}
    return render(request, "public/not_signed_in.html", said, status=400)


def _go_on(request: Any, way: Way, address: str) -> HttpResponse:
    """By a page and not by a redirect: the policy of our pages lets no form end on another's address."""
    return render(request, "public/go_on.html", {"name": way.title, "address": address})


def _seats_of(person: UUID, now: datetime) -> Iterable[Seat]:
    seats = seats_now(now).filter(person_id=person).select_related("unit__municipality")
    return seats.order_by("unit__name", "from_at")


def _until(now: datetime) -> float:
    return (now + LASTS).timestamp()


def _lately(request: Any, key: str) -> dict[str, Any] | None:
    """What stands in the session for a while; what is too old is taken out of it."""
    kept: dict[str, Any] | None = request.session.get(key)
    if kept and request.now.timestamp() > kept["until"]:
        del request.session[key]
        return None
    return kept
