"""A municipality's own facts: what they may be called, and what their kind lets them say."""

from laget.rules.pathway import Pathway
from laget.rules.reading import Faults
from laget.rules.vocabulary import (
    AGREED,
    BEGAN,
    CATEGORY,
    CHECKED,
    DATE,
    DECLINED,
    EXEMPT,
    FILLED,
    HELD,
    MISSED,
    NAMED,
    PLANNED,
    SERVICE,
    SUBJECT,
    TOOK,
    Anchor,
    Fact,
    FactKind,
)

# What a file calls a fact of its own can be none of these: by hand it would then be said that everybody has
# said yes (`consent_given`), or that a case does without what protects a child (`exempt`, with answers).
TAKEN = frozenset(
    {
        *map(str, Fact),
        *map(str, Anchor),
        *(AGREED, BEGAN, DATE, PLANNED, HELD, MISSED, CATEGORY, SERVICE, SUBJECT, FILLED),
        *(TOOK, CHECKED, EXEMPT, DECLINED, NAMED),
    }
)


def check(pathway: Pathway, faults: Faults) -> None:
    for number, declared in enumerate(pathway.facts):
        if declared.id in TAKEN:
            said = f"“{declared.id}” is a word that Laget uses itself. Call this fact something else."
            faults.at(("fact", number, "id"), said)
        if bool(declared.options) != (declared.kind is FactKind.CHOICE):
            said = "A fact with kind = “choice” has [[fact.option]] tables, and no other fact has."
            faults.at(("fact", number, "kind"), said)
        if declared.then and declared.kind is not FactKind.PERSON:
            said = "Nobody is named here: only a fact of kind “person” says what that person does then."
            faults.at(("fact", number, "for"), said)
