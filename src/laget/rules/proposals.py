"""What a file proposes when something has lasted, or when nothing has happened. Whom it names decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from laget.rules.conditions import Condition, facts_in
from laget.rules.durations import Amount, Duration
from laget.rules.texts import Text
from laget.rules.vocabulary import BEGAN, DECLINED, Actor


@dataclass(frozen=True)
class Proposal:
    """A way on (`exit`) that is proposed when `condition` has held, or since `after`, for `lasting`.

    Without `lasting` it is proposed at once. `by` decides, and may say no for this round.
    """

    id: str
    title: Text
    says: Text
    by: Actor
    exit: str
    lasting: Amount | None
    after: str
    condition: Condition

    @property
    def declined(self) -> str:
        """The fact that it was said no to."""
        return f"{DECLINED}.{self.id}"

    @property
    def durations(self) -> tuple[Duration, ...]:
        return self.lasting.durations if self.lasting else ()


def held_since(condition: Condition, facts: Mapping[str, date]) -> date | None:
    """The day on which the first of the lines of `when` came to hold: that of the latest of its facts.

    Of a fact that was said or done again, its first day counts.
    """
    lines = [facts_in(line) for line in condition.when]
    held = [line for line in lines if all(fact in facts for fact in line)]
    return min(
        (max(facts.get(f"{BEGAN}.{fact}", facts[fact]) for fact in line) for line in held), default=None
    )
