"""What a guardian sees: of a child's plan what is agreed, who does what, when we meet; and who has read."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from laget.foundation import access_log
from laget.foundation.addresses import address
from laget.foundation.clock import local_day
from laget.foundation.ids import key_of
from laget.pathway.published import pathway_of
from laget.people.models import LEAVE_TO, RENEW_DAYS
from laget.portal.queries import FamilyCase, family_cases
from laget.portal.questions import AnswersForm, Changed, keep, questions_of
from laget.portal.readers import readers_before
from laget.rules.pathway import Pathway


def family(view: Callable[[Any], HttpResponse]) -> Callable[[Any], HttpResponse]:
    """The family's door: for somebody signed in as a guardian, and nobody else."""

    @wraps(view)
    def guarded(request: Any) -> HttpResponse:
        if request.me is None:
            return redirect("sign_in")
        if request.me.seat is not None:
            raise Http404
        return view(request)

    guarded.door = "family"  # type: ignore[attr-defined]
    return guarded


def open_to_all(view: Callable[[Any], HttpResponse]) -> Callable[[Any], HttpResponse]:
    """A page without anybody's data."""
    view.door = "public"  # type: ignore[attr-defined]
    return view


@family
def see_children(request: Any) -> HttpResponse:
    """The database decides which cases there are; a sealed one is not among them."""
    cases = family_cases()
    if only := key_of(request.GET.get("case", "")):
        cases = [case for case in cases if case.pk == only]
    access_log.record_seen(
        asker=request.me.asker, action="see_family", now=request.now, case_ids=[case.pk for case in cases]
    )
    shown = [(case, pathway_of(case.version_id)) for case in cases]
    several = len({pathway.name for _case, pathway in shown}) > 1
    context = {"cases": _told_apart(shown), "several": several, "today": local_day(request.now)}
    return render(request, "portal/children.html", context)


@family
def see_readers(request: Any) -> HttpResponse:
    """Reading it is a reading too: it leaves a trace as every page does."""
    cases = family_cases()
    access_log.record_seen(
        asker=request.me.asker, action="see_readers", now=request.now, case_ids=[case.pk for case in cases]
    )
    return render(request, "portal/readers.html", {"readers": readers_before(_before(request))})


@family
def answer(request: Any) -> HttpResponse:
    """Yes or no to each service that is invited, for oneself. Sent twice, the second time changes nothing."""
    here = request.me.municipality
    renew_days = here.renew_days if here else RENEW_DAYS
    questions = questions_of(family_cases(), local_day(request.now), renew_days)
    access_log.record_seen(
        asker=request.me.asker,
        action="see_consents",
        now=request.now,
        case_ids=dict.fromkeys(each.case.pk for each in questions),
    )
    if request.method != "POST":
        return _asked(request, AnswersForm(questions, None), saved="saved" in request.GET)
    form = AnswersForm(questions, request.POST)
    if not form.is_valid():
        return _asked(request, form, status=422)
    if form.is_about_others:
        return _asked(request, form, changed=True, status=409)
    if not any(form.cleaned_data.values()):
        return _asked(request, form, unanswered=True, status=422)
    if not _kept(request, form):
        return _asked(request, form, changed=True, status=409)
    return redirect(address("family_consents") + "?saved")


def _kept(request: Any, form: AnswersForm) -> bool:
    for case_id in dict.fromkeys(question.case.pk for question, _to in form.chosen):
        access_log.record(
            asker=request.me.asker, action="answer_consent", now=request.now, case_id=case_id, wrote=True
        )
    try:
        keep(form.chosen, request.POST)
    except Changed:
        return False
    return True


def _asked(request: Any, form: AnswersForm, *, status: int = 200, **said: bool) -> HttpResponse:
    return render(request, "portal/consents.html", {"form": form, **said}, status=status)


@open_to_all
@csrf_exempt  # there may be no cookie any more; from another site comes no session that it could end
@require_POST
def leave(request: Any) -> HttpResponse:
    """Out at once, to a page that nobody wonders about; also where the session has ended meanwhile.

    Whoever goes Back finds a page to sign in on.
    """
    here = request.me.municipality if request.me else None
    to = here.leave_to if here else LEAVE_TO
    request.session.flush()
    left = render(request, "portal/left.html", {"to": to})
    left.headers["Refresh"] = f"0; url={to}"
    left.headers["Clear-Site-Data"] = '"cache", "storage"'
    return left


def _before(request: Any) -> date:
    """The day that the address says; where it says none, all until now."""
    try:
        return date.fromisoformat(request.GET.get("before", ""))
    except ValueError:
        return local_day(request.now) + timedelta(days=1)


def _told_apart(shown: list[tuple[FamilyCase, Pathway]]) -> list[tuple[FamilyCase, Pathway, bool, int]]:
    """Whether the child has other cases here, so that the name alone tells nobody which; and of those that
    still look the same, which one it is.
    """
    names = Counter(case.given_name for case, _pathway in shown)
    seen: Counter[tuple[str, str, date | None]] = Counter()
    rows = []
    for case, pathway in shown:
        looks = (case.given_name, pathway.name, local_day(case.closed_at) if case.closed_at else None)
        seen[looks] += 1
        rows.append((case, pathway, names[case.given_name] > 1, seen[looks]))
    return rows
