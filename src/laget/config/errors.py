"""Pages for when something goes wrong. They say what to do, and nothing about what was asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laget.staff.lost_session import keep


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "public/404.html", status=404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "public/403.html", status=403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "public/400.html", status=400)


def broken(_request: HttpRequest) -> HttpResponse:
    """Asks nothing of the request or the database: either may be what is broken."""
    return render(None, "public/500.html", status=500)


def csrf_failure(request: Any, reason: str = "") -> HttpResponse:
    """Whose cookies are gone has lost the session with them: what our own page sent is kept, as always."""
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    is_private = getattr(request.resolver_match.func, "door", "public") != "public"
    if request.me is None and ours and is_private:
        return keep(request)
    return render(request, "public/403.html", status=403)
