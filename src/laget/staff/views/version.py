"""Moving a case to a newer version of its pathway: what is different, where it then stands, and why."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from laget.cases.models import Case
from laget.cases.opened import Opened
from laget.foundation.clock import local_day
from laget.foundation.whom import speaking_of
from laget.moves import services
from laget.moves.queries import days_of, facts_of, standing_of
from laget.moves.services import Refused
from laget.pathway.published import pathway_of
from laget.rules import moving
from laget.rules.access import Action
from laget.rules.difference import Change, Difference, Part, differences
from laget.rules.pathway import Pathway
from laget.rules.progress import Progress, progress
from laget.rules.standing import Standing
from laget.staff.child_rows import around
from laget.staff.doors import door
from laget.staff.forms.move import VersionForm
from laget.staff.said import text
from laget.staff.ways import called_either

PARTS = {
    Part.LEVEL: _("The level"),
    Part.STEP: _("The step"),
    Part.NEEDS: _("What must be in place"),
    Part.DEADLINE: _("The deadlines"),
    Part.EXIT: _("The way on"),
    Part.FACT: _("What people record"),
    Part.ROLE: _("Who holds the baton, and what they are called"),
}
CHANGES = {Change.NEW: _("New"), Change.GONE: _("Not there any more"), Change.CHANGED: _("Changed")}


@door(Action.TAKE_EXIT)
def move_to_version(request: Any, opened: Opened) -> HttpResponse:
    case, newer = opened.case, around(opened.case).newer_version
    if newer is None or case.closed_at:
        raise Http404
    old, new = pathway_of(case.version_id), pathway_of(newer)
    standing = standing_of(case, facts_of([case])[case.pk])
    there = moving.in_version(new, standing)
    levels = () if there else moving.levels_to_go_on_at(old, new, standing)
    form = VersionForm(request.POST or None, version_id=newer, pathway=new, levels=levels)
    impossible = False
    if request.method == "POST" and form.is_valid():
        impossible = not _moved(request, opened, newer, form.cleaned_data)
        if not impossible:
            return redirect("case", case.pk)
    shown = {
        "opened": opened,
        "form": form,
        "impossible": impossible,
        "rows": _rows(old, new, case),
        "then": _then(new, there, case, request.now) if there else None,
    }
    return render(request, "staff/version.html", shown, status=422 if request.method == "POST" else 200)


def _moved(request: Any, opened: Opened, newer: UUID, said: dict[str, Any]) -> bool:
    """Not where another version came while the page was open, or somebody moved the case."""
    if said["version"] != str(newer):
        return False
    try:
        services.move_to_version(
            case=opened.case,
            version_id=newer,
            target=said["target"],
            reason=said["reason"],
            seat=request.me.seat,
            now=request.now,
        )
    except Refused:
        return False
    return True


def _rows(old: Pathway, new: Pathway, case: Case) -> list[dict[str, Any]]:
    with speaking_of(case.subject):
        return [_row(each, old if each.change is Change.GONE else new) for each in differences(old, new)]


def _row(difference: Difference, pathway: Pathway) -> dict[str, Any]:
    own = called_either(difference.need, pathway) if difference.need else text(difference.says)
    return {
        "place": text(difference.place),
        "title": text(difference.title),
        "part": f"{PARTS[difference.part]}: {own}" if own else PARTS[difference.part],
        "change": CHANGES[difference.change],
    }


def _then(pathway: Pathway, there: Standing, case: Case, now: Any) -> Progress:
    return progress(pathway, there, today=local_day(now), days=days_of([case])[case.pk])
