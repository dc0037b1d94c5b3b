"""What somebody is writing is kept on the server as they write, for them alone."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from laget.foundation.drafts import save
from laget.staff.doors import signed_in_freely

NOT_WORDS = ("csrfmiddlewaretoken", "form_key", "version")


@signed_in_freely
@require_POST
def save_draft(request: Any, form: str) -> HttpResponse:
    fields = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_WORDS}
    save(seat_id=request.me.seat.pk, form=form, fields=fields, now=request.now)
    return HttpResponse(status=204)
