"""Which days count: working days, school days, terms, and the days a child was away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

IsDay = Callable[[date], bool]
# Nobody counts further than this; a calendar that has no such day must not be searched for ever.
HORIZON = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Days:
    """The days of one municipality. `terms` are the last days of its school terms, `absent` the days on which
    the child that it is about was away: both in order, and as far as anybody has told."""

    is_working: IsDay
    is_school: IsDay
    terms: tuple[date, ...] = ()
    absent: tuple[date, ...] = ()


def nth_after(day: date, amount: int, counts: IsDay) -> date | None:
    """The last of the `amount` days after `day` that count; None when there are not so many."""
    end = day + HORIZON
    while amount:
        day += timedelta(days=1)
        if day > end:
            return None
        amount -= counts(day)
    return day


def nth_before(day: date, amount: int, counts: IsDay) -> date | None:
    """The first of the `amount` days before `day` that count; None when there are not so many."""
    end = day - HORIZON
    while amount:
        day -= timedelta(days=1)
        if day < end:
            return None
        amount -= counts(day)
    return day


def last_before(day: date, counts: IsDay) -> date:
    """The last day on or before `day` that counts; `day` itself where none does."""
    found, start = day, day - HORIZON
    while not counts(found):
        found -= timedelta(days=1)
        if found < start:
            return day
    return found
