"""Amounts of time as a file writes them, and how they may differ by what the worry is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from laget.rules.vocabulary import Unit

# Days in one of them at most, and days off that may stand between.
LONGEST = {
    Unit.HOURS: (1, 0),
    Unit.DAYS: (1, 0),
    Unit.WORKING_DAYS: (3, 14),
    Unit.SCHOOL_DAYS: (3, 100),
    Unit.ABSENCE_DAYS: (366, 0),
    Unit.WEEKS: (7, 0),
    Unit.MONTHS: (31, 0),
    Unit.QUARTERS: (93, 0),
    Unit.TERMS: (250, 0),
}

# No more of one than these: twenty years. A longer time is a slip of the hand, and no calendar goes so far.
AT_MOST = {
    Unit.HOURS: 175_200,
    Unit.DAYS: 7_300,
    Unit.WORKING_DAYS: 5_200,
    Unit.SCHOOL_DAYS: 3_800,
    Unit.ABSENCE_DAYS: 3_800,
    Unit.WEEKS: 1_040,
    Unit.MONTHS: 240,
    Unit.QUARTERS: 80,
    Unit.TERMS: 40,
}


@dataclass(frozen=True)
class Duration:
    """An amount of time as the file writes it: `3 weeks`, `5 working days`."""

    amount: int
    unit: Unit

    @property
    def too_long(self) -> str:
        """What to say of one that no file may have."""
        most = AT_MOST[self.unit]
        return f"No time is longer than twenty years: {most} {self.unit}." if self.amount > most else ""

    @property
    def longest_days(self) -> int:
        """No more days than these, whatever the calendar: what the database holds an exemption to."""
        per_unit, spare = LONGEST[self.unit]
        return self.amount * per_unit + spare


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


@dataclass(frozen=True)
class Value:
    """A length of time with a name, that deadlines point to; `categories` are those it is another for."""

    id: str
    amount: Amount
    categories: tuple[str, ...]
