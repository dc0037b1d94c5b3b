"""Reading a published version of a pathway again."""

from functools import lru_cache
from uuid import UUID

from laget.foundation.by_hand import Question
from laget.pathway.models import PathwayVersion
from laget.rules.pathway import Pathway
from laget.rules.pathway_tables import read_published

CURRENT = Question(
    """
    select id from pathway_pathwayversion where municipality_id = %(municipality)s
    order by published_at desc, version desc limit 1
    """
)


def pathway_of(version_id: UUID) -> Pathway:
    """The pathway a version holds. Read once a process: a published version never changes."""
    return _read(version_id)


def current(municipality_id: UUID) -> PathwayVersion:
    """The version that new cases begin on. Raises PathwayVersion.DoesNotExist when none is published."""
    return (
        PathwayVersion.objects.filter(municipality_id=municipality_id)
        .defer("text")
        .latest("published_at", "version")
    )


def current_pathway(municipality_id: UUID) -> Pathway:
    """What that version says. Raises PathwayVersion.DoesNotExist when none is published."""
    found = CURRENT.ask(municipality=municipality_id)
    if not found:
        raise PathwayVersion.DoesNotExist
    return pathway_of(found[0][0])


@lru_cache(maxsize=200)
def _read(version_id: UUID) -> Pathway:
    text = PathwayVersion.objects.values_list("text", flat=True).get(pk=version_id)
    return read_published(text)
