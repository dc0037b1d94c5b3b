"""The rows of choices above a list. Each keeps what the others have chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from laget.pathway.published import current_pathway
from laget.people.me import Me

Choice = tuple[str, str, bool]


@dataclass(frozen=True)
class Filters:
    """(text, address, whether it is chosen), and the address's own part to page on with."""

    ended: list[Choice]
    levels: list[Choice]
    chosen: str


def filters_of(me: Me, asked: Mapping[str, str]) -> Filters:
    chosen = {name: asked[name] for name in ("closed", "level") if asked.get(name)}
    level = chosen.get("level", "")
    return Filters(
        ended=[
            (_("Open cases"), _with(chosen, closed=""), "closed" not in chosen),
            (_("Open and closed"), _with(chosen, closed="yes"), "closed" in chosen),
        ],
        levels=[
            (_("All levels"), _with(chosen, level=""), not level),
            *((label, _with(chosen, level=known), level == known) for known, label in _levels(me)),
        ],
        chosen=urlencode(chosen),
    )


def _levels(me: Me) -> list[tuple[str, str]]:
    """The levels of the municipality's present pathway, by the names it gives them."""
    if me.municipality is None:
        return []
    levels = current_pathway(me.municipality.pk).levels
    return [(level.id, _("Level %(label)s") % {"label": level.label}) for level in levels]


def _with(chosen: Mapping[str, str], **changed: str) -> str:
    kept = {name: value for name, value in {**chosen, **changed}.items() if value}
    return f"?{urlencode(kept)}"
