"""When something is due.

"Within three weeks" is 21 calendar days after the day it counts from, to the end of the last one:
days off never lengthen it. Only what the file counts in working days or school days skips them.
"""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from laget.rules.bodies import next_days
from laget.rules.days import Days, last_before, nth_after, nth_before
from laget.rules.durations import Duration
from laget.rules.duties import Deadline
from laget.rules.vocabulary import Actor, Unit

SOON = timedelta(days=2)
AT_ONCE = timedelta(days=2)  # how long “as soon as you can” may wait before it is called late
DAYS_IN = {Unit.DAYS: 1, Unit.WEEKS: 7}
MONTHS_IN = {Unit.MONTHS: 1, Unit.QUARTERS: 3}
A_DAY = timedelta(days=1)
# What nobody can count backwards: days that nobody knows yet.
ONLY_FORWARDS = frozenset({Unit.ABSENCE_DAYS, Unit.TERMS})


class Urgency(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


RANKS = {urgency: number for number, urgency in enumerate(Urgency)}


class Due(NamedTuple):
    """A deadline that runs. `on` is its last day; one in words only has none, and is due today.

    `opens` is the first day of a window, `tell` those who shall know that it was missed, `by` whose turn
    it is where a step does not say it, and `work_ends` the last working day before a last day that is off.
    """

    deadline: Deadline
    anchor: date
    on: date | None
    urgency: Urgency
    opens: date | None = None
    tell: tuple[Actor, ...] = ()
    by: str = ""
    work_ends: date | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether the team has set the day itself."""
        return not self.deadline.counts_from

    @property
    def begins(self) -> date:
        """The first day on which it can be met: of a window, or the one it counts from, also one to come."""
        return self.opens or (date.min if self.deadline.before else self.anchor)

    @property
    def is_unknown(self) -> bool:
        """Whether it has an end that nobody can tell yet, as where it is counted in days of absence."""
        return self.on is None and not self.deadline.is_in_words

    @property
    def rank(self) -> tuple[int, date]:
        """The order in which deadlines want to be met: what is late first, then today, then by the day."""
        return RANKS[self.urgency], self.on or (date.max if self.is_unknown else date.min)


def due(
    deadline: Deadline,
    anchor: date,
    *,
    by: str = "",
    category: str,
    facts: frozenset[str],
    today: date,
    days: Days,
) -> Due:
    """Where `deadline` stands today, counted from `anchor`."""
    opens = opens_on(deadline, anchor, category=category, days=days)
    on = last_of(deadline, anchor, category=category, facts=facts, days=days)
    return Due(
        deadline,
        anchor,
        on,
        _urgency(deadline, anchor, on, opens, today),
        opens,
        tuple(told.tell for told in deadline.missed if on and _is_missed(on, told.after, today, days)),
        by,
        work_ends=_work_ends(on, days),
    )


def agreed_on(fact: str, on: date, *, today: date, days: Days) -> Due:
    """A day that the team has set itself. It is no deadline of the pathway's, and rests on no law."""
    return Due(_own_deadline(fact), on, on, urgency(on, today), work_ends=_work_ends(on, days))


def opens_on(deadline: Deadline, anchor: date, *, category: str, days: Days) -> date | None:
    """The first day of a window; None where nothing is too early."""
    if deadline.before:
        most = deadline.at_most
        return first_day(anchor, most.for_category(category), days) if most else None
    least = deadline.at_least
    passed = last_day(anchor, least.for_category(category), days) if least else None
    return passed + A_DAY if passed else None


def last_of(
    deadline: Deadline, anchor: date, *, category: str, facts: frozenset[str], days: Days
) -> date | None:
    """The last day to meet it: the shortest of the times that apply. None where it has no end."""
    if deadline.before:
        least = deadline.at_least
        return first_day(anchor, least.for_category(category), days) if least else anchor
    amounts = [deadline.at_most, deadline.every]
    amounts += [sooner.at_most for sooner in deadline.sooner if sooner.condition.applies(facts)]
    ends = [last_day(anchor, amount.for_category(category), days) for amount in amounts if amount]
    if deadline.on:
        ends.append(_next(*deadline.on, after=anchor))
    if deadline.body:
        opens = opens_on(deadline, anchor, category=category, days=days)
        after = opens - A_DAY if opens else anchor
        ends += next_days(deadline.body, after, 1, days.is_working)
    return min((end for end in ends if end), default=None)


def last_day(anchor: date, duration: Duration, days: Days) -> date | None:
    """The last day of `duration` counted from the day after `anchor`.

    None where nobody can tell it yet: a term that is not in the calendar, days of absence that have not been.
    """
    amount, unit = duration.amount, duration.unit
    match unit:
        case Unit.HOURS:
            return anchor + timedelta(hours=amount)
        case Unit.WORKING_DAYS:
            return nth_after(anchor, amount, days.is_working)
        case Unit.SCHOOL_DAYS:
            return nth_after(anchor, amount, days.is_school)
        case Unit.ABSENCE_DAYS:
            return _nth([day for day in days.absent if day > anchor], amount)
        case Unit.TERMS:
            return _nth([day for day in days.terms if day > anchor], amount)
        case Unit.MONTHS | Unit.QUARTERS:
            return _months_after(anchor, amount * MONTHS_IN[unit])
    return anchor + timedelta(days=amount * DAYS_IN[unit])


def first_day(anchor: date, duration: Duration, days: Days) -> date | None:
    """The first day of `duration` counted backwards from the day before `anchor`.

    None where nobody can tell it: no calendar has so many days, or it is counted in what is not known ahead.
    """
    amount, unit = duration.amount, duration.unit
    match unit:
        case Unit.HOURS:
            return anchor - timedelta(hours=amount)
        case Unit.WORKING_DAYS:
            return nth_before(anchor, amount, days.is_working)
        case Unit.SCHOOL_DAYS:
            return nth_before(anchor, amount, days.is_school)
        case Unit.MONTHS | Unit.QUARTERS:
            return _months_after(anchor, -amount * MONTHS_IN[unit])
    return None if unit in ONLY_FORWARDS else anchor - timedelta(days=amount * DAYS_IN[unit])


def urgency(on: date | None, today: date) -> Urgency:
    if on is None or on == today:
        return Urgency.TODAY
    if on < today:
        return Urgency.OVERDUE
    return Urgency.SOON if on <= today + SOON else Urgency.LATER


def working_day_before(day: date, days: Days) -> date:
    """The last working day on or before `day`: a deadline on a Sunday stays there, work ends on Friday."""
    return last_before(day, days.is_working)


def _urgency(deadline: Deadline, anchor: date, on: date | None, opens: date | None, today: date) -> Urgency:
    """What is to be done at once is late when it has waited for days. What may not be done yet presses
    nobody, nor does what has an end that nobody knows yet."""
    waits = opens is not None and today < opens
    if deadline.is_in_words and today - anchor > AT_ONCE:
        return Urgency.OVERDUE
    if waits or (on is None and not deadline.is_in_words):
        return Urgency.LATER
    return urgency(on, today)


@cache
def _own_deadline(fact: str) -> Deadline:
    return Deadline(fact)


def _work_ends(on: date | None, days: Days) -> date | None:
    return working_day_before(on, days) if on and not days.is_working(on) else None


def _is_missed(on: date, after: Duration | None, today: date, days: Days) -> bool:
    end = last_day(on, after, days) if after else on
    return end is not None and today > end


def _next(month: int, day: int, *, after: date) -> date:
    """The next such day of the year after `after`; the 29th of February is the 28th where there is none."""
    found = min(date(after.year, month, 1) + timedelta(days=day - 1), _last_of_month(after.year, month))
    if found > after:
        return found
    return min(
        date(after.year + 1, month, 1) + timedelta(days=day - 1), _last_of_month(after.year + 1, month)
    )


def _nth(days: list[date], amount: int) -> date | None:
    return days[amount - 1] if len(days) >= amount else None


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), _last_of_month(year, month + 1))


def _last_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
