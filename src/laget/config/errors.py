"""Pages for when something goes wrong. They say what to do, and nothing about what was asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "public/404.html", status=404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "public/403.html", status=403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "public/400.html", status=400)


def broken(_request: HttpRequest) -> HttpResponse:
    """Asks nothing of the request or the database: either may be what is broken."""
    return render(None, "public/500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "public/403.html", status=403)
