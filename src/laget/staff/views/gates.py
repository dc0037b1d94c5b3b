"""What is said before a way on: doing without a fact for a while, somebody else's look, no to a proposal."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse

from laget.cases.opened import Opened
from laget.foundation.speech import gettext as _
from laget.moves import services
from laget.moves.named import named_in
from laget.moves.queries import facts_of, progress_of
from laget.pathway.published import pathway_of
from laget.rules.access import Action
from laget.rules.places import level_of
from laget.staff.acting import acts
from laget.staff.doors import door
from laget.staff.said import text
from laget.staff.views.moves import with_reason
from laget.staff.ways import way_to


@door(Action.RECORD_FACT)
def do_without(request: Any, opened: Opened, fact: str) -> HttpResponse:
    pathway = pathway_of(opened.case.version_id)
    exemption = pathway.exemption(fact)
    if exemption is None or not _acts(exemption.by, request, opened):
        raise Http404
    words = {
        "title": _("Do without: %(what)s") % {"what": way_to(fact, pathway, opened.case).title},
        "lead": _("The case may go on without it for a while. It counts again when that time is over."),
        "button": _("Do without it for now"),
        "kind": "secondary",
    }
    return with_reason(request, opened, words, partial(services.exempt, fact=fact), "case")


@door(Action.RECORD_FACT)
def look_before(request: Any, opened: Opened, exit_id: str) -> HttpResponse:
    level = level_of(pathway_of(opened.case.version_id), opened.case.level)
    way = next((way for way in level.exits() if way.id == exit_id and way.checked_by), None)
    if way is None or not _acts(way.checked_by, request, opened):
        raise Http404
    words = {
        "title": _("Look before: %(way)s") % {"way": text(way.title)},
        "lead": _("Somebody else than you takes this way on. Say that you have looked, and what you saw."),
        "button": _("I have looked"),
        "kind": "primary",
    }
    return with_reason(request, opened, words, partial(_looked, exit_id=exit_id), "case")


@door(Action.RECORD_FACT)
def decline_proposal(request: Any, opened: Opened, proposal_id: str) -> HttpResponse:
    """Only for whoever decides, and only while it is proposed."""
    case = opened.case
    proposals = progress_of(case, facts_of([case])[case.pk], request.now).proposals
    found = next((each.proposal for each in proposals if each.proposal.id == proposal_id), None)
    if found is None or not _acts(found.by, request, opened):
        raise Http404
    words = {
        "title": _("Say no: %(what)s") % {"what": text(found.title)},
        "lead": _("The case goes on as it is, and you are not asked again until the next round."),
        "button": _("Say no for now"),
        "kind": "secondary",
    }
    return with_reason(request, opened, words, partial(services.decline, proposal_id=proposal_id), "case")


def _acts(actor: str, request: Any, opened: Opened) -> bool:
    named = named_in([(opened.case, [actor])]).get(opened.case.pk, {})
    return acts(actor, opened, request.me.seat.pk, named)


def _looked(*, exit_id: str, reason: str, **said: Any) -> Any:
    return services.check_exit(exit_id=exit_id, note=reason, **said)
