"""What the child says, in the child's own words; or why the child has not been asked."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from laget.cases.opened import Opened
from laget.cases.queries import Closed
from laget.foundation import drafts
from laget.foundation.clock import local_day
from laget.foundation.speech import gettext as _
from laget.meetings import voices
from laget.meetings.queries import meeting_named, voices_of
from laget.rules.access import Action
from laget.staff.doors import door
from laget.staff.forms.voice import VoiceForm, ways_to_tell

NEWEST = 50


@door(Action.HEAR_CHILD)
def hear_child(request: Any, opened: Opened) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    draft = f"voice-{opened.case.pk}"
    begun = None if sent else drafts.found(seat_id=request.me.seat.pk, form=draft)
    form = VoiceForm(
        sent,
        initial=begun.dict() if begun else {},
        today=local_day(request.now),
        case=opened.case,
        me=request.me.person.name,
    )
    refused = ""
    if sent is not None and form.is_valid():
        try:
            _write_down(request, opened, **form.cleaned_data)
            drafts.throw_away(seat_id=request.me.seat.pk, form=draft)
            return _onward(request, opened)
        except Closed:
            refused = _("The case has ended. Open it again first.")
    shown = {"opened": opened, "case": opened.case, "form": form, "refused": refused}
    shown |= {"voices": voices_of(opened.case, most=NEWEST), "ways": ways_to_tell()}
    shown |= {"draft": draft, "begun": begun}
    return render(request, "staff/voice.html", shown, status=422 if sent is not None else 200)


@transaction.atomic
def _write_down(request: Any, opened: Opened, *, words: str = "", because: str, **told: Any) -> None:
    """What the child said, and why nobody has asked about the rest, each with a row of its own."""
    by = {"case": opened.case, "seat": request.me.seat, "now": request.now}
    if words:
        voices.hear_child(words=words, **told, **by)
    if because:
        voices.not_asked(because=because, **by)


def _onward(request: Any, opened: Opened) -> HttpResponse:
    """Back to the meeting one came from, or to the child's page."""
    meeting = meeting_named(opened.case, request.GET.get("meeting", ""))
    return redirect("meeting", opened.case.pk, meeting) if meeting else redirect("case", opened.case.pk)
