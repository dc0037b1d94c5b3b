"""In the case of a group no child is named: the database says no, and the words come back to be mended."""

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.shortcuts import render

from laget.moves.services import NAMES_A_CHILD
from laget.rules.child_names import child_named
from laget.rules.subjects import Subject
from laget.staff.forms.entry import names_a_child
from laget.staff.lost_session import KEY, WRITER, words_of


def naming_nobody(request: Any, subject: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Nothing is done of what names a child. All that was written stands there again, to be sent anew."""
    if request.method != "POST" or subject != Subject.GROUP:
        return act()
    try:
        with transaction.atomic():
            return act()
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) != NAMES_A_CHILD:
            raise
        return _sent_back(request, error.__cause__.diag.message_detail or "")  # type: ignore[union-attr]


def _sent_back(request: Any, name: str) -> HttpResponse:
    """`name` is empty where the asker may not know whose it is: then it stands in any of the texts."""
    sent = [(field, value) for field, value in words_of(request) if field not in (KEY, WRITER)]
    kept = [
        (field, value, bool(child_named(value, [name])) if name else " " in value) for field, value in sent
    ]
    shown = {"kept": kept, "says": names_a_child(name), "to": request.get_full_path()}
    return render(request, "staff/names_a_child.html", shown, status=422)
