"""Standing bodies: a discussion team, an absence team. They meet on days of their own, whatever the case."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from laget.rules.days import HORIZON, IsDay
from laget.rules.texts import Text

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
EVERY, EVERY_SECOND, LAST = "every", "every second", "last"
MEETS = re.compile(rf"^({'|'.join((EVERY_SECOND, EVERY, *ORDINALS, LAST))}) ({'|'.join(WEEKDAYS)})$")
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Body:
    """`meets` is a rule such as “first tuesday”; without one it meets `on` the days that are listed.

    `counted_from` is a day it met, for one that meets every second week. It never meets in `not_in`.
    """

    id: str
    title: Text
    about: Text
    meets: str
    on: tuple[date, ...]
    counted_from: date | None
    not_in: frozenset[int]


def next_days(body: Body, after: date, amount: int, is_working: IsDay) -> list[date]:
    """The next days on which it meets: by a rule never on a day off; a day that is listed stays as it is."""
    if not body.meets:
        return [day for day in sorted(body.on) if day > after][:amount]
    found, end = list[date](), after + HORIZON
    day = after + timedelta(days=1)
    while len(found) < amount and day <= end:
        if _meets_on(body, day) and is_working(day):
            found.append(day)
        day += timedelta(days=1)
    return found


def _meets_on(body: Body, day: date) -> bool:
    rule, weekday = body.meets.rsplit(" ", 1)
    if WEEKDAYS[day.weekday()] != weekday or day.month in body.not_in:
        return False
    if rule == EVERY:
        return True
    if rule == EVERY_SECOND:
        return body.counted_from is not None and (day - body.counted_from).days % 14 == 0
    if rule == LAST:
        return (day + WEEK).month != day.month
    return (day.day - 1) // 7 + 1 == ORDINALS[rule]
