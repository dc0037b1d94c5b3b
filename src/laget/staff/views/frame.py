"""What stands around every page: the language, the colours, the demo's clock."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from laget.foundation import clock
from laget.foundation.access_words import by_person
from laget.foundation.speech import gettext as _
from laget.people.me import LANGUAGE_COOKIE
from laget.people.services import choose_language as keep_language
from laget.staff.doors import public

SCHEMES = ("auto", "light", "dark")
A_YEAR = 365 * 24 * 60 * 60
STEPS = {"day": timedelta(days=1), "week": timedelta(weeks=1), "month": timedelta(days=30)}


@public
@require_POST
def choose_language(request: Any) -> HttpResponse:
    chosen = request.POST.get("language", "")
    response = back(request)
    if chosen in dict(settings.LANGUAGES):
        _keep(response, LANGUAGE_COOKIE, chosen)
        if request.me:
            keep_language(person=request.me.person, language=chosen)
    return response


@public
@require_POST
def choose_appearance(request: Any) -> HttpResponse:
    chosen = request.POST.get("scheme", "")
    response = back(request)
    if chosen in SCHEMES:
        _keep(response, "scheme", chosen)
    return response


@public
def move_clock(request: Any) -> HttpResponse:
    """Lets a municipality rehearse a year. There is no such page outside the demo."""
    if not settings.CLOCK_FILE:
        raise Http404
    if request.method == "POST":
        clock.move(STEPS.get(request.POST.get("by", ""), timedelta()))
        return redirect("demo_clock")
    return render(request, "public/clock.html")


@public
def see_accessibility(request: Any) -> HttpResponse:
    return render(request, "public/accessibility.html")


@public
def see_access(request: Any) -> HttpResponse:
    """Who may see and do what, for whoever wants to know before they tell anything."""
    return render(request, "public/access.html", {"people": by_person(_)})


@public
def see_health(request: Any) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def back(request: Any) -> HttpResponse:
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return HttpResponseRedirect(address)
    return redirect("today")


def _keep(response: HttpResponse, name: str, chosen: str) -> None:
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(name, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
