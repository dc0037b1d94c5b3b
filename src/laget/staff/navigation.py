"""The rows of links at the top of every page."""

from typing import Any

from laget.foundation.addresses import address
from laget.foundation.speech import gettext as _
from laget.people.me import Me


def nav(request: Any) -> list[tuple[str, str, bool]]:
    """(text, address, whether it is this page) for whoever is signed in."""
    places = _of_staff(request.me) if request.me.seat else _of_family()
    return [(text, href, request.path == href) for text, href in places]


def _of_family() -> list[tuple[str, str]]:
    return [
        (_("My page"), address("family")),
        (_("Your answers"), address("family_consents")),
        (_("Who has read"), address("family_readers")),
    ]


def _of_staff(me: Me) -> list[tuple[str, str]]:
    places = [(_("Today"), address("today"))]
    if me.seat and me.seat.helps_children:
        places.append((_("Children"), address("cases")))
    if me.leads:
        places.append((_("My unit"), address("worklist")))
    return places
