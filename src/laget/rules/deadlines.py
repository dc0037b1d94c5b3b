"""When something is due.

"Within three weeks" is 21 calendar days after the day it counts from, to the end of the last one:
days off never lengthen it. Only what the file counts in working days skips them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from laget.rules.pathway import Deadline, Duration
from laget.rules.vocabulary import Unit

IsWorkingDay = Callable[[date], bool]
SOON = timedelta(days=2)


class Urgency(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True)
class Due:
    """A deadline that runs. `on` is its last day; a deadline in words only has none, and is due today."""

    deadline: Deadline
    anchor: date
    on: date | None
    urgency: Urgency

    @property
    def rank(self) -> tuple[int, date]:
        """The order in which deadlines want to be met: what is late first, then today, then by the day."""
        return list(Urgency).index(self.urgency), self.on or date.min


def last_day(anchor: date, duration: Duration, is_working_day: IsWorkingDay) -> date:
    """The last day of `duration` counted from the day after `anchor`."""
    if duration.unit is Unit.WORKING_DAYS:
        return _working_days_after(anchor, duration.amount, is_working_day)
    if duration.unit is Unit.MONTHS:
        return _months_after(anchor, duration.amount)
    days = duration.amount * (7 if duration.unit is Unit.WEEKS else 1)
    return anchor + timedelta(days=days)


def urgency(on: date | None, today: date) -> Urgency:
    if on is None or on == today:
        return Urgency.TODAY
    if on < today:
        return Urgency.OVERDUE
    return Urgency.SOON if on <= today + SOON else Urgency.LATER


def working_day_before(day: date, is_working_day: IsWorkingDay) -> date:
    """The last working day on or before `day`: a deadline on a Sunday stays there, work ends on Friday."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def _working_days_after(day: date, amount: int, is_working_day: IsWorkingDay) -> date:
    while amount:
        day += timedelta(days=1)
        amount -= is_working_day(day)
    return day


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))
