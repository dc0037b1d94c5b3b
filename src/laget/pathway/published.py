"""Reading a published version of a pathway again."""

from collections.abc import Mapping
from functools import lru_cache
from uuid import UUID

from laget.foundation.by_hand import Question
from laget.pathway.models import PathwayVersion
from laget.rules.pathway import Pathway
from laget.rules.pathway_tables import read_published

IN_USE = Question("select version_id from pathways_in_use(%(municipality)s) version_id")
InUse = Mapping[UUID, Pathway]


def pathway_of(version_id: UUID) -> Pathway:
    """The pathway a version holds. Read once a process: a published version never changes."""
    return _read(version_id)


def in_use(municipality_id: UUID) -> InUse:
    """What new cases begin on: the newest version of each pathway in use, the first of them first."""
    return {version_id: pathway_of(version_id) for (version_id,) in IN_USE.ask(municipality=municipality_id)}


def current(municipality_id: UUID, name: str = "") -> UUID:
    """The version that a new case begins on: of the pathway of this name, or of the first.

    Raises PathwayVersion.DoesNotExist when there is none in use.
    """
    for version_id, pathway in in_use(municipality_id).items():
        if name in ("", pathway.name):
            return version_id
    raise PathwayVersion.DoesNotExist


@lru_cache(maxsize=200)
def _read(version_id: UUID) -> Pathway:
    text = PathwayVersion.objects.values_list("text", flat=True).get(pk=version_id)
    return read_published(text)
