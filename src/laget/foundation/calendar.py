"""Which days are working days, by country. Public holidays come from a library; closing days are data."""

from datetime import date
from functools import lru_cache

import holidays

from laget.rules.days import Days


@lru_cache(maxsize=8)
def days_in(country: str) -> Days:
    """The days of `country` (`no` or `dk`): a working day is no weekend and no public holiday.

    Every working day is a school day until somebody says otherwise."""
    public = holidays.country_holidays(country.upper())

    def is_working(day: date) -> bool:
        return _is_working_day(day, public)

    return Days(is_working=is_working, is_school=is_working)


def _is_working_day(day: date, public: holidays.HolidayBase) -> bool:
    return day.weekday() < 5 and day not in public
