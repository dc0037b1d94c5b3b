"""What is to be done by when, as a file says it. `deadlines` tells when that is."""

from dataclasses import dataclass
from datetime import date

from laget.rules.bodies import Body
from laget.rules.conditions import ALWAYS, Condition, choices_of
from laget.rules.durations import Amount, Duration
from laget.rules.texts import UNSAID, Text
from laget.rules.vocabulary import TOOK, Actor


@dataclass(frozen=True)
class Sooner:
    """A shorter time for a deadline, in some cases. The shortest that applies counts."""

    at_most: Amount
    condition: Condition


@dataclass(frozen=True)
class Escalation:
    """Who else is told when a deadline has passed, and how long after."""

    tell: Actor
    after: Duration | None


@dataclass(frozen=True)
class Deadline:
    """By when `fact` must hold, counted from `after`, or backwards from the day that `before` names.

    `at_most` and `at_least` together are a window; `every` comes again and again, also when the fact holds;
    `on` is a day of the year (month, day), and of `body` its next meeting. With none of them the deadline is
    in words only, and has no date.
    """

    fact: str
    after: str = ""
    before: str = ""
    at_most: Amount | None = None
    at_least: Amount | None = None
    every: Amount | None = None
    on: tuple[int, int] | None = None
    body: Body | None = None
    sooner: tuple[Sooner, ...] = ()
    missed: tuple[Escalation, ...] = ()
    says: Text = UNSAID
    law: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    condition: Condition = ALWAYS

    @property
    def facts(self) -> tuple[str, ...]:
        """Those of which one is enough."""
        return choices_of(self.fact)

    @property
    def counts_from(self) -> str:
        return self.before or self.after

    @property
    def durations(self) -> tuple[Duration, ...]:
        """Every length of time that it may be counted by."""
        amounts = [self.at_most, self.at_least, self.every, *(sooner.at_most for sooner in self.sooner)]
        told = [escalation.after for escalation in self.missed]
        counted = [duration for amount in amounts if amount for duration in amount.durations]
        return tuple(duration for duration in (*counted, *told) if duration)

    @property
    def is_duty(self) -> bool:
        """Whether it follows from a way on that was taken, and not from where the case is."""
        return self.after.startswith(f"{TOOK}.")

    def runs(self, anchor: date, today: date) -> bool:
        """Whether it counts for what happened on `anchor`: a deadline in law does while the law does.

        What is to be done as soon as one can, after a day that somebody has told, waits for that day.
        """
        is_valid = (self.valid_from or anchor) <= anchor <= (self.valid_to or anchor)
        return is_valid and (anchor <= today or not self.is_in_words)

    @property
    def is_in_words(self) -> bool:
        return not (self.at_most or self.at_least or self.every or self.on or self.body)


@dataclass(frozen=True)
class Duty:
    """What somebody must still do once an exit is taken, wherever the case is then."""

    by: str
    deadline: Deadline
