"""Which pathway a case is on, said only where there is more than one to tell apart."""

from collections.abc import Iterable
from uuid import UUID

from laget.cases.models import Case
from laget.pathway.published import pathway_of
from laget.staff.said import text


def which_pathway(cases: Iterable[Case], used: Iterable[str]) -> dict[UUID, str]:
    """Its title, by case. Nothing where the cases, and the names that are `used` here, are of one pathway."""
    on = {case.pk: pathway_of(case.version_id) for case in cases}
    names = {*used, *(pathway.name for pathway in on.values())}
    return {key: text(pathway.title) for key, pathway in on.items()} if len(names) > 1 else {}
