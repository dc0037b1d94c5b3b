"""What a measure lacks before it counts as agreed on: who does it, and a day to come to look at it.

The database says the same of those that have not ended (`measures_agreed` in facts.sql).
"""

from datetime import date
from enum import StrEnum
from typing import Protocol


class Measure(Protocol):
    @property
    def responsible_name(self) -> str: ...
    @property
    def evaluate_on(self) -> date | None: ...


class Lack(StrEnum):
    """What is to be said of a measure. `NEW_DAY`: the day it has is one that has passed."""

    WHO = "who"
    DAY = "day"
    NEW_DAY = "new_day"


def lacks(measure: Measure, after: date) -> tuple[Lack, ...]:
    """`after` is the day that its day must come after: the first of the round, where the pathway asks."""
    who = () if measure.responsible_name else (Lack.WHO,)
    if measure.evaluate_on is None:
        return (*who, Lack.DAY)
    return (*who, Lack.NEW_DAY) if measure.evaluate_on <= after else who
