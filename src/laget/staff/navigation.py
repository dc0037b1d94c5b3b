"""The rows of links at the top of every page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def nav(request: Any) -> list[tuple[str, str, bool]]:
    """(text, address, whether it is this page) for whoever is signed in."""
    if request.me.seat is None:
        return [(_("My children"), reverse("family"), request.path == reverse("family"))]
    places = [(_("Today"), reverse("today")), (_("Children"), reverse("cases"))]
    if request.me.leads:
        places.append((_("My unit"), reverse("worklist")))
    return [(text, href, request.path == href) for text, href in places]
