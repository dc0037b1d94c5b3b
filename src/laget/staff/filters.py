"""The rows of choices above a list. Each keeps what the others have chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from laget.foundation.speech import gettext as _
from laget.people.me import Me
from laget.rules.pathway import Level, Pathway
from laget.staff.said import text

Choice = tuple[str, str, bool]
DUE = "due"
SEVERAL = 2
KNOWN = ("closed", "pathway", "level", "holder", "sort")


@dataclass(frozen=True)
class Filters:
    """(text, address, whether it is chosen), and the address's own part to page on with."""

    ended: list[Choice]
    pathways: list[Choice]
    levels: list[Choice]
    holders: list[Choice]
    order: list[Choice]
    chosen: str

    def rows(self, *, by_end: bool) -> list[tuple[str, list[Choice]]]:
        """Each with what it chooses between."""
        rows = [
            (_("Open or closed"), self.ended if by_end else []),
            (_("Pathway"), self.pathways),
            (_("Level"), self.levels),
            (_("Who holds the baton"), self.holders),
            (_("Order"), self.order),
        ]
        return [(label, choices) for label, choices in rows if choices]


def filters_of(
    me: Me, asked: Mapping[str, str], names: Mapping[UUID, str], pathways: Sequence[Pathway]
) -> Filters:
    """`names` are those of the holders that the list shows; `pathways` are in use in the municipality."""
    chosen = {name: asked[name] for name in KNOWN if asked.get(name)}
    by_due = chosen.get("sort") == DUE
    return Filters(
        ended=[
            (_("Open cases"), _with(chosen, closed=""), "closed" not in chosen),
            (_("Open and closed"), _with(chosen, closed="yes"), "closed" in chosen),
        ],
        pathways=_pathways(chosen, pathways),
        levels=_levels(chosen, pathways),
        holders=_holders(me, chosen, names),
        order=[
            (_("Waited longest first"), _with(chosen, sort=""), not by_due),
            (_("Nearest deadline first"), _with(chosen, sort=DUE), by_due),
        ],
        chosen=urlencode(chosen),
    )


def holder_asked(asked: Mapping[str, str]) -> UUID | None:
    try:
        return UUID(asked.get("holder", ""))
    except ValueError:
        return None


def _holders(me: Me, chosen: Mapping[str, str], names: Mapping[UUID, str]) -> list[Choice]:
    """Everybody's, mine, and those of the others whom the list shows; gone from it, they are still chosen."""
    mine, holder = me.seat.pk if me.seat else None, holder_asked(chosen)
    choices = [
        (_("Any holder"), _with(chosen, holder=""), holder is None),
        (_("Held by me"), _with(chosen, holder=str(mine)), holder == mine),
    ]
    others = {holder: _("somebody else")} if holder else {}
    for seat, name in sorted({**others, **names}.items(), key=lambda each: each[1]):
        if seat != mine:
            said = _("Held by %(name)s") % {"name": name}
            choices.append((said, _with(chosen, holder=str(seat)), seat == holder))
    return choices


def _pathways(chosen: Mapping[str, str], pathways: Sequence[Pathway]) -> list[Choice]:
    """Where there are several: the level that was chosen is of one of them."""
    if len(pathways) < SEVERAL:
        return []
    asked = chosen.get("pathway", "")
    return [
        (_("All pathways"), _with(chosen, pathway="", level=""), not asked),
        *(
            (text(each.title), _with(chosen, pathway=each.name, level=""), asked == each.name)
            for each in pathways
        ),
    ]


def _levels(chosen: Mapping[str, str], pathways: Sequence[Pathway]) -> list[Choice]:
    """By the names that the pathway gives them: the chosen one where there are several."""
    of = [each for each in pathways if len(pathways) < SEVERAL or each.name == chosen.get("pathway")]
    if not of:
        return []
    asked = chosen.get("level", "")
    return [
        (_("All levels"), _with(chosen, level=""), not asked),
        *((_called(level), _with(chosen, level=level.id), asked == level.id) for level in of[0].levels),
    ]


def _called(level: Level) -> str:
    return text(level.title) if level.protects else _("Level %(label)s") % {"label": level.label}


def _with(chosen: Mapping[str, str], **changed: str) -> str:
    kept = {name: value for name, value in {**chosen, **changed}.items() if value}
    return f"?{urlencode(kept)}"
