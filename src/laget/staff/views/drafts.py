"""What somebody is writing is kept on the server as they write, for them alone."""

from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from laget.foundation.drafts import TooMany, save, throw_away
from laget.foundation.speech import gettext as _
from laget.staff.doors import signed_in_freely
from laget.staff.views.frame import back

NOT_WORDS = ("csrfmiddlewaretoken", "form_key", "version", "given_name", "family_name", "born_on")


@signed_in_freely
@require_POST
def save_draft(request: Any, form: str) -> HttpResponse:
    fields = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_WORDS}
    said = _("Draft kept %(time)s") % {"time": f"{localtime(request.now):%H:%M}"}
    try:
        save(seat_id=request.me.seat.pk, form=form, fields=fields, now=request.now)
    except TooMany:
        said = not_kept()
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def not_kept() -> str:
    return _("This draft is not kept: you have begun too much that you have not sent. Send this now.")


@signed_in_freely
@require_POST
def throw_draft_away(request: Any, form: str) -> HttpResponse:
    throw_away(seat_id=request.me.seat.pk, form=form)
    return back(request)
