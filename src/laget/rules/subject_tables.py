"""Reading `[[subject]]`, and whether what stands beside it fits whom a case may be about."""

from laget.rules.pathway import Pathway
from laget.rules.reading import Faults, Table
from laget.rules.subjects import FOLLOWS, Offered, Record, Subject
from laget.rules.vocabulary import SUBJECT


def read_subject(table: Table) -> Offered:
    return Offered(id=table.one_of("id", Subject), services=table.services())


def not_offered(fact: str) -> str:
    """What to say of a fact about somebody whom no case here is about."""
    prefix, _point, name = fact.partition(".")
    if prefix != SUBJECT or name not in set(Subject):
        return ""
    return f"No case here is about “{name}”: write a [[subject]] with id = “{name}”, or leave this out."


def check(pathway: Pathway, faults: Faults) -> None:
    """A count is of one child's days."""
    on_record = {FOLLOWS[Subject(each.id)].record for each in pathway.subjects}
    for number, count in enumerate(pathway.counts):
        if Record.CHILD not in on_record:
            said = f"“{count.id}” counts a child’s absence, and no [[subject]] here is a child."
            faults.at(("count", number), said)
