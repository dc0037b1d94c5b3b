"""Publishing a pathway file, and reading a published version again."""

import hashlib
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from laget.foundation.by_hand import Question
from laget.pathway.models import PathwayVersion
from laget.pathway.rows import write_rows
from laget.people.models import Municipality
from laget.rules import pathway_file
from laget.rules.pathway import Pathway

CURRENT = Question(
    """
    select id from pathway_pathwayversion where municipality_id = %(municipality)s
    order by published_at desc, version desc limit 1
    """
)


class AlreadyPublished(Exception):
    """A version with this name exists and says something else. Published versions are never changed."""


def publish(*, municipality: Municipality, text: str, now: datetime, using: str = "owner") -> PathwayVersion:
    """Raises Unreadable when the file has faults, and AlreadyPublished when the version is taken.

    `using` is the connection of a role that may write published versions; the application's own may not.
    """
    pathway = pathway_file.read(text)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    versions = PathwayVersion.objects.using(using)
    found = versions.filter(municipality=municipality, name=pathway.name, version=pathway.version).first()
    if found and found.sha256 != sha256:
        raise AlreadyPublished(f"{pathway.name} {pathway.version} is published already, with another text.")
    if found:
        return found
    version = versions.create(
        municipality=municipality,
        name=pathway.name,
        version=pathway.version,
        text=text,
        sha256=sha256,
        published_at=now,
    )
    write_rows(version, pathway, using)
    return version


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
    return pathway_file.read(text)
