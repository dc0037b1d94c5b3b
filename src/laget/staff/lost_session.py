"""A session that ended while somebody was writing: the words go through the sign-in and come back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

# What the browser sends with every form and what means nothing once the session is another.
NOT_WORDS = ("csrfmiddlewaretoken",)
KEY = "form_key"
WRITER = "writer"  # whose page it was: on a shared machine, the next to sign in may be somebody else


def keep(request: Any) -> HttpResponse:
    """To the sign-in. What was written goes along in the page itself, and with whoever signs them in in a
    session that ends soon: nothing is stored before somebody asks to sign in."""
    written = [value for name, value in words_of(request) if name not in (KEY, WRITER)]
    if request.method != "POST":
        return redirect(f"{reverse('sign_in')}?next={request.path}")
    if not any(value.strip() for value in written):
        return redirect("sign_in")
    return render(
        request, "public/lost_session.html", {"words": words_of(request), "to": request.path}, status=401
    )


def returned(written: Mapping[str, list[str]], person_id: UUID) -> list[tuple[str, str]]:
    """What this person had written; nothing of what somebody else had."""
    if written.get(WRITER, [])[-1:] != [str(person_id)]:
        return []
    return [(name, value) for name, values in written.items() for value in values]


def words_of(request: Any) -> list[tuple[str, str]]:
    return [(name, value) for name, values in words_by_name(request).items() for value in values]


def words_by_name(request: Any) -> dict[str, list[str]]:
    return {name: values for name, values in request.POST.lists() if name not in NOT_WORDS}
