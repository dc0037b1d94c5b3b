"""The rows of choices above a list. Each keeps what the others have chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from laget.pathway.published import current_pathway
from laget.people.me import Me
from laget.staff.said import text

Choice = tuple[str, str, bool]
DUE = "due"


@dataclass(frozen=True)
class Filters:
    """(text, address, whether it is chosen), and the address's own part to page on with."""

    ended: list[Choice]
    levels: list[Choice]
    holders: list[Choice]
    order: list[Choice]
    chosen: str


def filters_of(me: Me, asked: Mapping[str, str], names: Mapping[UUID, str]) -> Filters:
    """`names` are those of the holders that the list shows."""
    chosen = {name: asked[name] for name in ("closed", "level", "holder", "sort") if asked.get(name)}
    level, by_due = chosen.get("level", ""), chosen.get("sort") == DUE
    return Filters(
        ended=[
            (_("Open cases"), _with(chosen, closed=""), "closed" not in chosen),
            (_("Open and closed"), _with(chosen, closed="yes"), "closed" in chosen),
        ],
        levels=[
            (_("All levels"), _with(chosen, level=""), not level),
            *((label, _with(chosen, level=known), level == known) for known, label in _levels(me)),
        ],
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


def _levels(me: Me) -> list[tuple[str, str]]:
    """The levels of the municipality's present pathway, by the names it gives them."""
    if me.municipality is None:
        return []
    levels = current_pathway(me.municipality.pk).levels
    return [
        (level.id, text(level.title) if level.protects else _("Level %(label)s") % {"label": level.label})
        for level in levels
    ]


def _with(chosen: Mapping[str, str], **changed: str) -> str:
    kept = {name: value for name, value in {**chosen, **changed}.items() if value}
    return f"?{urlencode(kept)}"
