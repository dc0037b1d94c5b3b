"""Where a worry begins: in which category, and so on which of the municipality's pathways.

Where there are several, each choice is said with its pathway: a category of the same name may stand in two.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from laget.foundation.speech import gettext as _
from laget.people.models import Seat
from laget.rules.exceptions import Entry
from laget.rules.pathway import Category, Pathway
from laget.rules.subjects import offered_to
from laget.staff.said import text as said

OF = "/"
ANEW = OF  # no entry, of no pathway: whoever has chosen one may change their mind


class Chosen(NamedTuple):
    """A category or an entry, by its id; both are empty where nothing was chosen."""

    pathway: str
    id: str


def value_of(pathway: Pathway, id_: str, pathways: Sequence[Pathway]) -> str:
    """What the form sends for a category or an entry of one of these pathways."""
    return f"{pathway.name}{OF}{id_}" if len(pathways) > 1 else id_


def chosen(value: str, pathways: Sequence[Pathway]) -> Chosen:
    """What was sent; without a pathway it is the first one's."""
    name, _of, id_ = value.rpartition(OF)
    return Chosen(name or pathways[0].name, id_)


def categories(seat: Seat, pathways: Sequence[Pathway]) -> list[tuple[str, Any]]:
    """What the pathways offer those who work in this service."""
    return _offered(seat, pathways, [pathway.categories for pathway in pathways])


def entries(seat: Seat, pathways: Sequence[Pathway]) -> list[tuple[str, Any]]:
    """Other places to begin than with a new worry, where a pathway has any for this service."""
    found = _offered(seat, pathways, [pathway.entries for pathway in pathways])
    return [(ANEW, _("With a new worry")), *found] if found else []


def decides(choices: Sequence[tuple[str, Any]], pathways: Sequence[Pathway]) -> str:
    """That the choice decides the pathway, where it does."""
    if not any(isinstance(choice, list) for _title, choice in choices):
        return ""
    return _("It decides which pathway the worry follows. Without an answer it follows “%(pathway)s”.") % {
        "pathway": said(pathways[0].title)
    }


def _offered(
    seat: Seat, pathways: Sequence[Pathway], offers: Sequence[Sequence[Category | Entry]]
) -> list[tuple[str, Any]]:
    """Under the titles of the pathways, unless the first of them offers it all."""
    groups = []
    for pathway, offered in zip(pathways, offers, strict=True):
        choices = [
            (value_of(pathway, each.id, pathways), said(each.title))
            for each in offered
            if not each.services or seat.unit.service.code in each.services
        ]
        if choices:
            groups.append((pathway, choices))
    if all(pathway is pathways[0] for pathway, _choices in groups):
        return [choice for _pathway, choices in groups for choice in choices]
    return [(said(pathway.title), choices) for pathway, choices in groups]


def refuse_subject(category: Chosen, subject: str, service: str, pathways: Sequence[Pathway]) -> str:
    """Why the pathway of this category is not for whom it is about. Empty where it is."""
    pathway = next(each for each in pathways if each.name == category.pathway)
    if not subject or subject in offered_to(service, pathway.subjects):
        return ""
    return _("“%(pathway)s” is not for whom you chose. Choose what it is about on another pathway.") % {
        "pathway": said(pathway.title)
    }


def refuse_another_pathway(category: Chosen, entry: Chosen, pathways: Sequence[Pathway]) -> str:
    """Why a worry of this category cannot begin there: it is of another pathway. Empty where it can."""
    if not entry.id or entry.pathway == category.pathway:
        return ""
    title = next(said(pathway.title) for pathway in pathways if pathway.name == entry.pathway)
    return _("That place belongs to “%(pathway)s”. Choose what it is about there too, or another place.") % {
        "pathway": title
    }
