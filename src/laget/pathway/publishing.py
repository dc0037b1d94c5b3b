"""Publishing a pathway file."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from laget.pathway.models import PathwayInUse, PathwayVersion
from laget.pathway.rows import write_rows
from laget.people.models import Municipality
from laget.rules import pathway_file


class AlreadyPublished(Exception):
    """A version with this name exists and says something else. Published versions are never changed."""


def publish(*, municipality: Municipality, text: str, now: datetime, using: str = "owner") -> PathwayVersion:
    """Raises Unreadable when the file has faults, and AlreadyPublished when the version is taken.

    A pathway of a new name comes into use, after those that are. `using` is the connection of a role that may
    write published versions; the application's own may not.
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
        aftercare_days=pathway.aftercare.longest_days if pathway.aftercare else None,
        published_at=now,
    )
    write_rows(version, pathway, using)
    used = PathwayInUse.objects.using(using).filter(municipality=municipality)
    if not used.filter(name=pathway.name).exists():
        PathwayInUse(municipality=municipality, name=pathway.name, place=used.count()).save(using=using)
    return version


def use_only(*, municipality: Municipality, names: Sequence[str], using: str = "owner") -> None:
    """From now on new cases begin on these pathways and no other; those that have begun go on."""
    used = PathwayInUse.objects.using(using)
    used.filter(municipality=municipality).exclude(name__in=names).delete()
    used.bulk_create(
        [PathwayInUse(municipality=municipality, name=name, place=place) for place, name in enumerate(names)],
        update_conflicts=True,
        unique_fields=["municipality", "name"],
        update_fields=["place"],
    )
