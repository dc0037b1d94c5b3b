"""Looking at whether it worked: each measure, everybody's view, and then the ways on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from laget.cases.models import Case
from laget.cases.opened import Opened
from laget.cases.queries import Closed
from laget.foundation import drafts
from laget.foundation.clock import local_day
from laget.foundation.ids import key_of
from laget.foundation.speech import gettext as _
from laget.foundation.speech import ngettext
from laget.meetings import voices
from laget.meetings.models import VoiceEntry
from laget.moves.queries import days_of, facts_of, progress_of
from laget.plans import services
from laget.plans.changes import EvaluatedMeanwhile
from laget.plans.models import Measure
from laget.plans.queries import (
    effects_in_round,
    evaluations_of,
    in_this_round,
    measures_of,
    reviewed_in_round,
    without_effect_twice,
)
from laget.rules.access import Action
from laget.rules.progress import doubted, fitting_first
from laget.rules.vocabulary import Fact
from laget.staff.doors import door
from laget.staff.ended import the_case_has_ended
from laget.staff.forms.days import day_to_propose
from laget.staff.forms.evaluation import ReviewForm, ViewsForm
from laget.staff.forms.plan import EVALUATED_AFTER

EARLIER = 10


@door(Action.EVALUATE)
def evaluate(request: Any, opened: Opened) -> HttpResponse:
    case = opened.case
    sent = request.POST if request.method == "POST" else None
    draft = f"evaluate-{case.pk}"
    since = _my_last(request, case)
    begun = None if sent else drafts.found(seat_id=request.me.seat.pk, form=draft)
    if begun and begun.get("since") != since:
        begun = None  # it was sent, and its last keystrokes were saved a moment too late
    measures = list(in_this_round(case))
    reviews, views = _reviews(request, case, measures, sent, begun), _views(case, sent, begun)
    if case.closed_at:
        return the_case_has_ended(request, case, *reviews, views)
    seen, theirs, status = _seen(request, case, begun), [], 200 if sent is None else 422
    if sent is not None and all([form.is_valid() for form in (*reviews, views)]):
        try:
            _save(request, case, reviews, views, seen)
            drafts.throw_away(seat_id=request.me.seat.pk, form=draft)
            messages.success(request, _("The evaluation is saved."))
            return redirect("evaluated", case.pk)
        except Closed:
            return the_case_has_ended(request, case, *reviews, views)
        except EvaluatedMeanwhile as meanwhile:
            theirs = list(evaluations_of(case).filter(pk__in=meanwhile.theirs))
            seen, status = theirs[0].pk, 409
    shown = {"case": case, "opened": opened, "reviews": reviews, "views": views, "theirs": theirs}
    shown |= {"draft": draft, "begun": begun, "since": since, "seen": seen or ""}
    shown |= {"voice": _voice(case), "question": question(measures)}
    return render(request, "staff/evaluate.html", shown, status=status)


@door(Action.SEE_CASE)
def see_evaluated(request: Any, opened: Opened) -> HttpResponse:
    """What was said, the newest first, and the ways on that the pathway has from here."""
    case = opened.case
    progress = progress_of(case, facts_of([case])[case.pk], request.now)
    may_go_on = opened.may(Action.TAKE_EXIT)
    effects = effects_in_round(case)
    shown = {
        "case": case,
        "opened": opened,
        "evaluations": list(evaluations_of(case)[:EARLIER]),
        "ways": fitting_first(progress.ways_on, effects) if may_go_on else (),
        "doubted": doubted(progress.ways_on, effects),
        "question": question(list(measures_of(case))),
        "may_evaluate": opened.may(Action.EVALUATE),
    }
    return render(request, "staff/evaluated.html", shown)


def question(measures: list[Measure]) -> str:
    """What the numbers ask. They never decide: whether to try something new is for people to say."""
    live = [measure for measure in measures if not measure.ended_at]
    without = len(without_effect_twice(live))
    if not without:
        return ""
    return ngettext(
        "%(without)d of %(all)d measures has had no effect twice. Is it time to try something new?",
        "%(without)d of %(all)d measures have had no effect twice. Is it time to try something new?",
        without,
    ) % {"without": without, "all": len(live)}


def _reviews(
    request: Any, case: Case, measures: list[Measure], sent: Any, begun: QueryDict | None
) -> list[ReviewForm]:
    today = local_day(request.now)
    next_on = day_to_propose(today + EVALUATED_AFTER, today, days_of([case])[case.pk])
    forms = []
    for measure in measures:
        done = reviewed_in_round(measure, case)
        answered = sent is not None and f"{measure.pk.hex}-note" in sent
        if done and measure.ended_at and not answered:
            continue
        own = _begun(begun, measure.pk.hex + "-")
        forms.append(
            ReviewForm(sent, measure=measure, begun=own, needed=not done, today=today, next_on=next_on)
        )
    return forms


def _views(case: Case, sent: Any, begun: QueryDict | None) -> ViewsForm:
    gathered = Fact.VIEWS_GATHERED in facts_of([case])[case.pk]
    return ViewsForm(sent, sealed=case.sealed_at is not None, needed=not gathered, initial=_begun(begun, ""))


def _begun(draft: QueryDict | None, prefix: str) -> dict[str, Any]:
    if draft is None:
        return {}
    return {
        name.removeprefix(prefix): value for name, value in draft.dict().items() if name.startswith(prefix)
    }


def _save(request: Any, case: Case, reviews: list[ReviewForm], views: ViewsForm, seen: UUID | None) -> None:
    """What the child said becomes the child's voice, and why nobody has asked stands there too."""
    by: dict[str, Any] = {"case": case, "seat": request.me.seat, "now": request.now}
    reviewed = [form.reviewed() for form in reviews if form.answered]
    said, not_asked = views.cleaned_data["child_view"], views.cleaned_data["child_not_asked"]
    with transaction.atomic():
        services.evaluate(**by, reviews=reviewed, **views.views(), seen=seen)
        if said:
            voices.hear_child(**by, words=said, told_to="", how="", said_on=local_day(request.now))
        if not_asked:
            voices.not_asked(**by, because=not_asked)


def _seen(request: Any, case: Case, begun: QueryDict | None) -> UUID | None:
    """The latest evaluation that the writer has seen: as the form says, or the draft, or this page itself."""
    if request.method == "POST" or begun:
        return key_of((begun or request.POST).get("seen", ""))
    return evaluations_of(case).values_list("pk", flat=True).first()


def _my_last(request: Any, case: Case) -> str:
    mine = evaluations_of(case).filter(seat=request.me.seat).values_list("pk", flat=True).first()
    return str(mine or "")


def _voice(case: Case) -> VoiceEntry | None:
    return VoiceEntry.objects.filter(case=case).exclude(words="").order_by("-at").first()
