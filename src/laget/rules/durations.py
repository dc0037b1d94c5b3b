"""Amounts of time as a file writes them, and how they may differ by what the worry is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from laget.rules.vocabulary import Unit


@dataclass(frozen=True)
class Duration:
    """An amount of time as the file writes it: `3 weeks`, `5 working days`."""

    amount: int
    unit: Unit


@dataclass(frozen=True)
class Amount:
    """A duration, and where it is another for a category of concern."""

    usual: Duration
    by_category: Mapping[str, Duration] = field(default_factory=dict)

    def for_category(self, category: str) -> Duration:
        return self.by_category.get(category, self.usual)

    @property
    def durations(self) -> tuple[Duration, ...]:
        return (self.usual, *self.by_category.values())

    def __hash__(self) -> int:
        return hash((self.usual, tuple(sorted(self.by_category.items()))))
