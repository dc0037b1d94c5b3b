"""Pages for when something goes wrong. They say what to do, and nothing about what was asked for."""

import sys
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laget.foundation.speech import speaking, spoken
from laget.people.me import language_of
from laget.staff.lost_session import keep


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "public/404.html", status=404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "public/403.html", status=403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "public/400.html", status=400)


def broken(request: Any) -> HttpResponse:
    """Asks nothing of the database, which may be what is broken: says what was found before that."""
    closed = isinstance(sys.exc_info()[1], OperationalError)
    page, status = ("public/503.html", 503) if closed else ("public/500.html", 500)
    me, scheme = getattr(request, "me", None), request.COOKIES.get("scheme")
    with speaking(language_of(request)):
        shown = {
            "language": spoken(),
            "theme": me.municipality.theme if me and me.municipality else "fjord",
            "scheme": scheme if scheme in ("light", "dark") else "auto",
        }
        return render(None, page, shown, status=status)


def csrf_failure(request: Any, reason: str = "") -> HttpResponse:
    """Whose cookies are gone has lost the session with them: what our own page sent is kept, as always."""
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    is_private = getattr(request.resolver_match.func, "door", "public") != "public"
    if request.me is None and ours and is_private:
        return keep(request)
    return render(request, "public/403.html", status=403)
