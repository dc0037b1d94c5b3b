"""The one who is signed in, as pages need to know them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from laget.foundation.asking import Asker
from laget.foundation.by_hand import Question
from laget.foundation.speech import speaking, spoken
from laget.people.models import Municipality, Person, Seat, Service, Unit

LANGUAGE_COOKIE = "language"
SEAT = Question(
    """
    select seat.*, person.*, unit.*, service.*, municipality.*
    from people_seat seat
    join people_person person on person.id = seat.person_id
    join people_unit unit on unit.id = seat.unit_id
    join people_service service on service.id = unit.service_id
    join people_municipality municipality on municipality.id = unit.municipality_id
    where seat.id = %(seat)s and seat.person_id = %(person)s
      and seat.from_at <= %(now)s and (seat.to_at is null or seat.to_at > %(now)s)
    """,
    seat=Seat,
    person=Person,
    unit=Unit,
    service=Service,
    municipality=Municipality,
)
OF_FAMILY = Question(
    """
    select municipality.* from people_municipality municipality
    where municipality.id in (select municipality_id from family_cases())
    order by municipality.id limit 1
    """,
    municipality=Municipality,
)


@dataclass(frozen=True)
class Me:
    """A worker in a seat, or a guardian, who has none."""

    asker: Asker
    person: Person
    seat: Seat | None
    municipality: Municipality | None

    @property
    def leads(self) -> bool:
        return self.seat is not None and self.seat.leads(self.seat.unit_id)


def who(asker: Asker, now: Any) -> Me | None:
    """None when the seat has ended: its sessions open nothing from that moment."""
    if asker.seat_id is None:
        person = Person.objects.filter(pk=asker.person_id, is_staff=False).first()
        return Me(asker, person, None, _family_municipality()) if person else None
    found = SEAT.ask(seat=asker.seat_id, person=asker.person_id, now=now)
    if not found:
        return None
    seat, person, unit, service, municipality = found[0]
    seat.person, seat.unit, unit.service, unit.municipality = person, unit, service, municipality
    return Me(asker, person, seat, municipality)


class MeMiddleware:
    """Finds who is signed in, and speaks that person's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.me = who(request.asker, request.now) if request.asker else None
        with speaking(language_of(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", spoken())
        return response


def language_of(request: Any) -> str:
    """The person's own choice. Before it is known who that is, the choice made in this browser, or else the
    first that the browser asks for and we have."""
    me = getattr(request, "me", None)
    here = [request.COOKIES.get(LANGUAGE_COOKIE, ""), *_of_browser(request)]
    asked = [me.person.language] if me else here
    known = dict(settings.LANGUAGES)
    return next((language for language in asked if language in known), settings.LANGUAGE_CODE)


def _of_browser(request: Any) -> list[str]:
    """`nn-NO,no;q=0.8` as nn, nb: Norwegian without more is bokmål."""
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    found = [language.partition("-")[0] for language, weight in asked if weight]
    return ["nb" if language == "no" else language for language in found]


def _family_municipality() -> Municipality | None:
    found = OF_FAMILY.ask()
    return found[0][0] if found else None
