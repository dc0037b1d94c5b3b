"""What may be answered where a pathway asks."""

from laget.rules.pathway import DeclaredFact
from laget.rules.vocabulary import NO, YES, FactKind


def answers_to(declared: DeclaredFact) -> tuple[str, ...]:
    """An empty answer to what only is confirmed, dated, named or noted."""
    if declared.kind is FactKind.YES_NO:
        return (YES, NO)
    return tuple(option.id for option in declared.options) or ("",)
