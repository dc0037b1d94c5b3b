"""What may be answered where a pathway asks, and what an answer makes true."""

from collections.abc import Iterable, Mapping
from datetime import date

from laget.rules.declared import DeclaredFact
from laget.rules.pathway import Pathway
from laget.rules.vocabulary import NO, YES, FactKind


def answers_to(declared: DeclaredFact) -> tuple[str, ...]:
    """An empty answer to what only is confirmed, dated, named or noted."""
    if declared.kind is FactKind.YES_NO:
        return (YES, NO)
    return tuple(option.id for option in declared.options) or ("",)


def with_questions(facts: Iterable[str], pathway: Pathway) -> list[str]:
    """The facts, and of each choice among a question's options the question: it is answered then."""
    found = dict.fromkeys(facts)
    for fact in list(found):
        declared = pathway.declared(fact)
        if declared and declared.kind is FactKind.CHOICE:
            found[declared.id] = None
    return list(found)


def without_answers_before(
    facts: Mapping[str, date], said: Iterable[str], pathway: Pathway
) -> dict[str, date]:
    """What was true, without the other answers to what is answered now: the last one counts."""
    gone: set[str] = set()
    for fact in said:
        declared = pathway.declared(fact)
        if declared and (declared.kind is FactKind.YES_NO or fact != declared.id):
            gone |= {*declared.names} - {fact, *([declared.id] if declared.options else [])}
    return {fact: since for fact, since in facts.items() if fact not in gone}
