"""Publishing a pathway file."""

import hashlib
from datetime import datetime

from laget.pathway.models import PathwayVersion
from laget.pathway.rows import write_rows
from laget.people.models import Municipality
from laget.rules import pathway_file


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
