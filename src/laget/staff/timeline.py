"""What has happened in a case, newest first: notes, moves, meetings and the child's words on one line."""

from typing import Any

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import gettext

from laget.cases.models import Case, Concern, Entry
from laget.handovers.models import Holding
from laget.meetings.models import Meeting, VoiceEntry
from laget.moves.models import Move, MoveKind, RecordedFact
from laget.pathway.published import pathway_of
from laget.plans.models import Evaluation
from laget.rules.pathway import Pathway
from laget.staff.said import text

NEWEST = 30
NOTHING = Value("", TextField())


def timeline_of(case: Case) -> list[dict[str, Any]]:
    """The newest rows of eight tables, asked for as one question; each in words."""
    pathway = pathway_of(case.version_id)
    return [
        {
            "kind": row["row_kind"],
            "title": _title(row, pathway),
            "text": row["row_text"],
            "when": row["row_at"],
            "who": row["row_who"],
        }
        for row in _rows(case)
    ]


def _rows(case: Case) -> Any:
    """The columns have names that no table has: Django refuses to call something else by a field's name."""

    def of(model: Any, kind: str, moment: str, what: Any, words: Any, seat: str = "seat") -> Any:
        return (
            model.objects.filter(case=case, **{f"{moment}__isnull": False})
            .order_by()
            .values(
                row_kind=Value(kind, CharField()),
                row_what=what,
                row_text=F(words) if isinstance(words, str) else words,
                row_at=F(moment),
                row_who=F(f"{seat}__person__name"),
            )
        )

    parts = [
        of(Concern, "concern", "at", NOTHING, "text"),
        of(Entry, "entry", "at", NOTHING, "text"),
        of(VoiceEntry, "voice", "at", NOTHING, _first("words", "not_asked_because")),
        of(Meeting, "meeting", "held_at", Cast("template", TextField()), "minutes", "planned_by"),
        of(Evaluation, "evaluation", "at", NOTHING, "staff_view"),
        of(Holding, "baton", "from_at", NOTHING, NOTHING),
        of(RecordedFact, "fact", "at", Cast("fact", TextField()), "note"),
        of(Move, "level", "at", _first("exit", "kind"), "reason"),
    ]
    return parts[0].union(*parts[1:], all=True).order_by("-row_at")[:NEWEST]


def _first(first: str, otherwise: str) -> Coalesce:
    """The first column, or the other where it is empty."""
    return Coalesce(NullIf(Cast(first, TextField()), NOTHING), Cast(otherwise, TextField()))


def _title(row: dict[str, Any], pathway: Pathway) -> str:
    what = row["row_what"]
    if row["row_kind"] == "meeting":
        return gettext("Meeting: %(meeting)s") % {"meeting": text(pathway.meeting(what).title)}
    if row["row_kind"] == "fact":
        declared = pathway.declared(what)
        return text(declared.title) if declared else what
    if row["row_kind"] == "level":
        return _move_title(what, pathway)
    titles = {
        "concern": gettext("Worry"),
        "entry": gettext("Note"),
        "voice": gettext("The child’s voice"),
        "evaluation": gettext("Evaluation"),
        "baton": gettext("Took the baton"),
    }
    return titles[row["row_kind"]]


def _move_title(what: str, pathway: Pathway) -> str:
    """The way that was taken, by the name the pathway gives it; or what kind of move it was."""
    kinds: dict[str, str] = {
        MoveKind.OPENED: gettext("The worry was reported"),
        MoveKind.SEALED: gettext("The case was sealed"),
        MoveKind.REOPENED: gettext("The case was opened again"),
        MoveKind.IN_ERROR: gettext("Registered in error"),
    }
    ways = (way for level in pathway.levels for _step, way in level.exits() if way.id == what)
    way = next(ways, None)
    return text(way.title) if way else kinds.get(what, what)
