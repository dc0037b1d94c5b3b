"""The one who is signed in, as pages need to know them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from laget.foundation.asking import Asker
from laget.people.models import Municipality, Person, Seat

LANGUAGE_COOKIE = "language"


@dataclass(frozen=True)
class Me:
    """A worker in a seat, or a guardian, who has none."""

    asker: Asker
    person: Person
    seat: Seat | None
    municipality: Municipality | None

    @property
    def leads(self) -> bool:
        return self.seat is not None and self.seat.role in ("leader", "deputy")


def who(asker: Asker, now: Any) -> Me | None:
    """None when the seat has ended: its sessions open nothing from that moment."""
    if asker.seat_id is None:
        person = Person.objects.filter(pk=asker.person_id, is_staff=False).first()
        return Me(asker, person, None, _family_municipality()) if person else None
    seat = (
        Seat.objects.select_related("person", "unit__service", "unit__municipality")
        .filter(pk=asker.seat_id, person_id=asker.person_id, from_at__lte=now)
        .first()
    )
    if seat is None or (seat.to_at and seat.to_at <= now):
        return None
    return Me(asker, seat.person, seat, seat.unit.municipality)


class MeMiddleware:
    """Finds who is signed in, and speaks that person's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.me = who(request.asker, request.now) if request.asker else None
        with translation.override(language_of(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "nb")
        return response


def language_of(request: Any) -> str:
    """The person's own choice; before sign-in, the choice made in this browser."""
    chosen = request.me.person.language if request.me else request.COOKIES.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _family_municipality() -> Municipality | None:
    return Municipality.objects.filter(child__isnull=False).first()
