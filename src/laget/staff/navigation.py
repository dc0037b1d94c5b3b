"""The rows of links at the top of every page."""

from typing import Any

from laget.foundation.addresses import address
from laget.foundation.speech import gettext as _


def nav(request: Any) -> list[tuple[str, str, bool]]:
    """(text, address, whether it is this page) for whoever is signed in."""
    if request.me.seat is None:
        return [(_("My page"), address("family"), request.path == address("family"))]
    places = [(_("Today"), address("today"))]
    if request.me.seat.helps_children:
        places.append((_("Children"), address("cases")))
    if request.me.leads:
        places.append((_("My unit"), address("worklist")))
    return [(text, href, request.path == href) for text, href in places]
