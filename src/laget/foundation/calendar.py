"""Which days are working days, by country. Public holidays come from a library; closing days are data."""

from datetime import date
from functools import lru_cache

import holidays

from laget.rules.deadlines import IsWorkingDay


@lru_cache(maxsize=8)
def working_days(country: str) -> IsWorkingDay:
    """Whether a day is a working day in `country` (`no` or `dk`): not a weekend, not a public holiday."""
    public = holidays.country_holidays(country.upper())
    return lambda day: _is_working_day(day, public)


def _is_working_day(day: date, public: holidays.HolidayBase) -> bool:
    return day.weekday() < 5 and day not in public
