"""Somebody loses a case, or the right to do something with it, while their form is on its way."""

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, transaction
from django.http import Http404, HttpResponse

from laget.cases.models import Case


def unless_taken(
    request: Any, act: Callable[[], HttpResponse], may_still: Callable[[], bool]
) -> HttpResponse:
    """Nothing of such a form is done, and its sender is answered as any outsider."""
    if request.method != "POST":
        return act()
    try:
        with transaction.atomic():
            return act()
    except (Case.DoesNotExist, DatabaseError):
        if may_still():
            raise
        raise Http404 from None
