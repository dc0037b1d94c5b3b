"""Where a case stands: its place in the pathway and what is true of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from laget.rules.vocabulary import CATEGORY, Anchor


@dataclass(frozen=True)
class Standing:
    """A case's place, and what is true of it with the day it became so.

    `return_to` is the target that "back to where it came from" means now; empty when it came from nowhere.
    """

    level: str
    entered_step: str
    wonder_on: date
    opened_on: date
    level_since: date
    round_since: date
    facts: Mapping[str, date]
    closed: bool = False
    return_to: str = ""

    @cached_property
    def true(self) -> frozenset[str]:
        return frozenset(self.facts)

    @cached_property
    def category(self) -> str:
        """What the worry is about; empty when nobody has said."""
        prefix = f"{CATEGORY}."
        return next((fact.removeprefix(prefix) for fact in self.true if fact.startswith(prefix)), "")

    def moment(self, after: str) -> date | None:
        """The day that is counted from: an anchor's, or when a fact became true. None while it has not."""
        match after:
            case Anchor.WONDER_AROSE:
                return self.wonder_on
            case Anchor.CASE_OPENED:
                return self.opened_on
            case Anchor.LEVEL_ENTERED:
                return self.level_since
            case Anchor.ROUND_STARTED:
                return self.round_since
            case Anchor.LAST_EVENT:
                return max(self.facts.get(Anchor.LAST_EVENT, date.min), self.round_since)
        return self.facts.get(after)
