"""The team of a sealed case: whom the law lets in, and a consent that a guardian takes back."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laget.cases.opened import Opened
from laget.cases.queries import Closed
from laget.consents import services
from laget.consents.models import Consent
from laget.consents.queries import given_in, may_join_by_law
from laget.consents.services import NotAsked
from laget.foundation.speech import gettext as _
from laget.people.queries import who_must_answer
from laget.rules.access import Action
from laget.staff.doors import door
from laget.staff.forms.team import ByLawForm, TakenBackForm


@door(Action.LET_IN_BY_LAW)
def let_in_by_law(request: Any, opened: Opened) -> HttpResponse:
    if not opened.may(Action.LET_IN_BY_LAW):
        raise Http404
    seats = may_join_by_law(opened.case, request.now)
    form = ByLawForm(request.POST or None, seats=seats, case=opened.case)
    if request.method == "POST" and form.is_valid():
        said = {"to_seat": form.chosen, "reason": form.cleaned_data["reason"]}
        try:
            services.let_in_by_law(case=opened.case, seat=request.me.seat, now=request.now, **said)
            return redirect("team", opened.case.pk)
        except (Closed, NotAsked):
            form.add_error("seat", form.fields["seat"].error_messages["required"])
    return _page(request, opened, "staff/team_by_law.html", form)


@door(Action.TAKE_BACK_CONSENT)
def take_back_consent(request: Any, opened: Opened) -> HttpResponse:
    """Always possible, as the law wants it; and nothing of it, or of the case, reaches a guardian."""
    given = consents_given(opened, request.now)
    if not given:
        raise Http404
    form = TakenBackForm(request.POST or None, given=given, case=opened.case)
    if request.method == "POST" and form.is_valid():
        said = {"given": form.chosen, "words": form.cleaned_data["words"]}
        try:
            services.note_withdrawal(case=opened.case, seat=request.me.seat, now=request.now, **said)
            return redirect("case", opened.case.pk)
        except (Closed, NotAsked):
            changed = _("This is not possible now. The case has changed since you opened the page.")
            form.add_error("consent", changed)
    return _page(request, opened, "staff/team_taken_back.html", form)


def consents_given(opened: Opened, now: datetime) -> list[tuple[Consent, str]]:
    """Each yes of a sealed case, with what its guardian is to the child; none in a case that is not."""
    case = opened.case
    if not case.sealed_at:
        return []
    kinds = {must.guardian_id: must.kind for must in who_must_answer(case.pk)}
    return [(given, kinds[given.guardian_id]) for given in given_in(case, now)]


def _page(request: Any, opened: Opened, template: str, form: Any) -> HttpResponse:
    shown = {"opened": opened, "case": opened.case, "form": form}
    return render(request, template, shown, status=422 if request.method == "POST" else 200)
