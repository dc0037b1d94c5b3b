"""The facts that a municipality declares itself, beside those that Laget knows."""

from dataclasses import dataclass

from laget.rules.texts import Text
from laget.rules.vocabulary import NO, FactKind, Lasting


@dataclass(frozen=True)
class Option:
    """One of the answers that a fact may be given."""

    id: str
    title: Text


@dataclass(frozen=True)
class DeclaredFact:
    """A fact of the municipality's own, recorded by a worker: `to_do` as a task, `title` when it is done.

    `then` is the fact that somebody is named for: hearing the child, say.
    """

    id: str
    title: Text
    to_do: Text
    ask: Text
    kind: FactKind
    options: tuple[Option, ...]
    lasts: Lasting
    guardians: bool
    then: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The facts that its answers make true."""
        no = (f"{self.id}.{NO}",) if self.kind is FactKind.YES_NO else ()
        return (self.id, *no, *(f"{self.id}.{option.id}" for option in self.options))
