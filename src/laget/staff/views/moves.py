"""Ways on: review, confirm, and if something is missing, what it is and where to get it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from laget.cases import services as cases
from laget.cases.models import Basis, Case
from laget.cases.opened import Opened
from laget.consents.queries import invited_to, live_team
from laget.foundation.whom import gettext as _
from laget.handovers.queries import holding_of
from laget.meetings.queries import asks_guardians, to_come
from laget.moves import services
from laget.moves.named import named_in
from laget.moves.queries import facts_of, progress_of
from laget.moves.services import Refused
from laget.pathway.published import pathway_of
from laget.people.models import Service
from laget.plans.queries import effects_in_round, live_measures
from laget.rules.access import Action
from laget.rules.pathway import Pathway
from laget.rules.progress import WayOn, doubtful
from laget.rules.targets import ends, parse
from laget.rules.vocabulary import CHECKED, Fact
from laget.staff.acting import acts, whose
from laget.staff.doors import door
from laget.staff.forms.entry import family_follows
from laget.staff.forms.move import ExitForm, ReasonForm, said_place
from laget.staff.said import moment, text
from laget.staff.ways import Way, called, called_either, lacking_for_all, ways_to


@door(Action.TAKE_EXIT)
def take_exit(request: Any, opened: Opened, exit_id: str) -> HttpResponse:
    case, pathway = opened.case, pathway_of(opened.case.version_id)
    progress = progress_of(case, facts_of([case])[case.pk], request.now)
    way = progress.way_on(exit_id)
    if way is None or case.closed_at:
        return _gone(request, opened, exit_id)
    true, for_all = progress.standing.true, lacking_for_all(progress.ways_on)
    helping = [] if case.sealed_at else [each.service for each in invited_to(case)]
    form = _exit_form(request, case, way, true, helping)
    missing = way.missing
    if request.method == "POST" and not missing and form.is_valid():
        try:
            services.take_exit(
                case=case, exit_id=exit_id, seat=request.me.seat, now=request.now, **form.cleaned_data
            )
            return _onward(request, opened)
        except Refused as refused:
            missing = refused.missing
    return render(
        request,
        "staff/exit.html",
        {
            "opened": opened,
            "way": way,
            "form": form,
            "leads_to": _only_place(way, pathway, true),
            "duties": _left_behind(way, pathway, true),
            "beside": progress.left_behind(way),
            "missing": _ways([need for need in missing if need not in for_all], way, request, opened),
            "for_all": _named([need for need in missing if need in for_all], opened),
            "ended": _ended_with(way, helping, case, request.now),
            "called_off": _called_off(case, request.now) if any(map(ends, way.targets)) else "",
            "doubtful": doubtful(way.exit, effects_in_round(case) if way.exit.helped else ()),
        },
        status=422 if request.method == "POST" else 200,
    )


def _exit_form(
    request: Any, case: Case, way: WayOn, facts: Collection[str], helping: Collection[Service]
) -> ExitForm:
    holding = holding_of(case) if helping else None
    return ExitForm(
        request.POST or None,
        way=way,
        level=case.level,
        pathway=pathway_of(case.version_id),
        facts=facts,
        aftercare=services.aftercare_until(case, request.now),
        invited=helping,
        bound=holding.seat.unit.service_id if holding else None,
    )


def _ended_with(
    way: WayOn, helping: Collection[Service], case: Case, now: datetime
) -> tuple[list[str], list[str]]:
    """The services whose help ends if the case does, and who leaves the team with them."""
    if not helping or not any(map(ends, way.targets)):
        return [], []
    leaving = live_team(case, now).filter(basis=Basis.CONSENT)
    return [service.name for service in helping], [member.seat.person.name for member in leaving]


def _called_off(case: Case, now: datetime, *, in_error: bool = False) -> str:
    """The meetings that nobody shall come to when the case ends. In a sealed one nobody is to be told; and
    one that was registered in error is no more on the family's page."""
    pathway = pathway_of(case.version_id)
    coming = list(to_come(case, now))
    called = (f"{text(pathway.kind_of(each.template).title)}, {moment(each.starts_at)}" for each in coming)
    if not coming:
        return ""
    said = _("When the case closes, these meetings are called off: %(meetings)s.")
    sentences = [said % {"meetings": "; ".join(called)}]
    if not case.sealed_at:
        sentences.append(_("Laget sends no message: tell those who were asked to come."))
    if not in_error and family_follows(case, pathway) and asks_guardians(coming):
        sentences.append(_("Those of the family who were asked see it on their page."))
    return " ".join(sentences)


def _onward(request: Any, opened: Opened) -> HttpResponse:
    """Whoever was in the case on consent is out of it when they have ended it."""
    if Case.objects.filter(pk=opened.case.pk).exists():
        return redirect("case", opened.case.pk)
    messages.success(request, _("The case is closed, and your help with it has ended."))
    return redirect("today")


def _ways(missing: Collection[str], way: WayOn, request: Any, opened: Opened) -> list[Way]:
    """Where to go for each. Where another is to look it says who, and leads nobody there who may not."""
    pathway, by, look = pathway_of(opened.case.version_id), way.exit.checked_by, f"{CHECKED}.{way.exit.id}"
    named = named_in([(opened.case, [by])]).get(opened.case.pk, {})
    if not by or look not in missing or acts(by, opened, request.me.seat.pk, named):
        return _named(missing, opened)
    who = _("%(what)s. It is for %(who)s.") % {
        "what": called(look, pathway),
        "who": whose(by, opened, pathway, named),
    }
    return [*_named([need for need in missing if need != look], opened), Way(who, "")]


def _named(needs: Collection[str], opened: Opened) -> list[Way]:
    """Where to go for each, with the measures that are not agreed on."""
    measures = list(live_measures(opened.case)) if Fact.MEASURES_AGREED in needs else []
    return ways_to(needs, pathway_of(opened.case.version_id), opened.case, measures)


def _gone(request: Any, opened: Opened, exit_id: str) -> HttpResponse:
    """Somebody else has moved the case on meanwhile, or oneself in another window."""
    levels = pathway_of(opened.case.version_id).levels
    if not any(way.id == exit_id for level in levels for way in level.exits()):
        raise Http404
    said = _("The case has moved on, and this way is not open any more. Nothing is changed.")
    messages.warning(request, said)
    return redirect("case", opened.case.pk)


def _only_place(way: WayOn, pathway: Pathway, facts: Collection[str]) -> str:
    """The level or step that it leads to, where there is nothing to choose: the title may not say which."""
    target = parse(way.targets[0])
    if len(way.targets) > 1 or target is None or not target.level:
        return ""
    return said_place(target, pathway, facts)


def _left_behind(way: WayOn, pathway: Pathway, facts: Collection[str]) -> list[tuple[str, str]]:
    """What the way on asks of somebody afterwards, and by when."""
    deadlines = [duty.deadline for duty in way.exit.duties if duty.deadline.condition.applies(facts)]
    return [(called_either(deadline.fact, pathway), text(deadline.says)) for deadline in deadlines]


@door(Action.SEAL)
def seal_case(request: Any, opened: Opened) -> HttpResponse:
    words = {
        "title": _("Suspicion of violence or abuse"),
        "lead": _(
            "From now on nothing of this case reaches the guardians. Only the team sees it. "
            "Whoever is in the team by their consent is out; a leader can let them in by law."
        ),
        "button": _("Seal the case"),
        "kind": "danger",
    }
    if family_follows(opened.case, pathway_of(opened.case.version_id)):
        words["warning"] = _(
            "The guardians can read the plan of this case today. When you seal it, it is gone from their "
            "page, and they may notice. Ask child welfare first. Or report a new worry instead: it is sealed "
            "from its first moment, and nothing on their page changes."
        )
    return with_reason(request, opened, words, services.seal, "stop")


@door(Action.CLEAR_GUARDIANS)
def clear_guardians(request: Any, opened: Opened) -> HttpResponse:
    """That a sealed case has ended does not say that the guardians are safe to meet; this does."""
    if not opened.may(Action.CLEAR_GUARDIANS):
        raise Http404
    words = {
        "title": _("Child welfare says that you may talk with the guardians"),
        "lead": _("Who in child welfare said it, and when? Then the child’s other cases warn no more."),
        "button": _("Take the warning away"),
        "kind": "primary",
    }
    return with_reason(request, opened, words, cases.clear_guardians, "case")


@door(Action.REOPEN)
def reopen_case(request: Any, opened: Opened) -> HttpResponse:
    words = {
        "title": _("Open the case again"),
        "lead": _("It goes on at the level where it ended."),
        "button": _("Open again"),
        "kind": "primary",
    }
    return with_reason(request, opened, words, services.reopen, "case")


@door(Action.REGISTER_IN_ERROR)
def register_in_error(request: Any, opened: Opened) -> HttpResponse:
    words = {
        "title": _("This was registered in error"),
        "lead": _("The case ends and says so. It is not deleted: what was written stays on record."),
        "below": _called_off(opened.case, request.now, in_error=True),
        "button": _("Register in error"),
        "kind": "danger",
    }
    return with_reason(request, opened, words, services.register_in_error, "case")


@door(Action.REGISTER_IN_ERROR)
def answered_wrong(request: Any, opened: Opened) -> HttpResponse:
    """Back to the own words, for whoever did not mean that it could be about violence. One press: the reason
    is written already. What was sealed ends, and is not deleted: it may have been right after all."""
    case, seat = opened.case, request.me.seat
    if not case.answered_violence(seat.pk):
        raise Http404
    if case.in_error:
        return redirect("worry_anew", case.pk)
    concern = case.concerns.filter(seat=seat).order_by("at").first()
    words = {
        "title": _("Back to what you wrote"),
        "lead": _("Your words are kept, and come along to a new worry. There you answer anew."),
        "said": concern.text if concern else "",
        "below": _("What you have sent stays sealed. It ends, and says that it was registered in error."),
        "reason": _("I answered wrong about violence."),
        "button": _("Back to my worry, with my words in it"),
        "kind": "primary",
    }
    return with_reason(request, opened, words, services.register_in_error, "worry_anew")


def with_reason(request: Any, opened: Opened, words: dict[str, str], act: Any, onward: str) -> HttpResponse:
    """A page that asks why, and then does it. `act` takes case, reason, seat and now, and may be Refused."""
    form = ReasonForm(request.POST or None, initial={"reason": words.get("reason", "")})
    impossible = False
    if request.method == "POST" and form.is_valid():
        try:
            act(case=opened.case, reason=form.cleaned_data["reason"], seat=request.me.seat, now=request.now)
            return redirect(onward, opened.case.pk)
        except Refused:
            impossible = True
    return render(
        request,
        "staff/with_reason.html",
        {"opened": opened, "form": form, "impossible": impossible, "words": words},
        status=422 if request.method == "POST" else 200,
    )
