"""Which days are working days and school days. Public holidays come from a library; a school year is data."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.util import find_spec, module_from_spec
from typing import Any

import holidays

from laget.rules.days import Days

Spell = tuple[date, date]  # from the first day to the last


@dataclass(frozen=True)
class SchoolYear:
    """From its first day to its last, without the breaks. `terms` are the last days of its terms."""

    begins: date
    ends: date
    terms: tuple[date, ...]
    breaks: tuple[Spell, ...]

    def has(self, day: date) -> bool:
        return self.begins <= day <= self.ends

    def is_break(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.breaks)


@lru_cache(maxsize=8)
def days_in(country: str) -> Days:
    """The days of `country` (`no` or `dk`): a working day is no weekend and no public holiday.

    Every working day is a school day until somebody says otherwise.
    """
    _load_no_country_yet()
    public = holidays.country_holidays(country.upper())

    def is_working(day: date) -> bool:
        return day.weekday() < 5 and day not in public

    return Days(is_working=is_working, is_school=is_working)


def _load_no_country_yet() -> None:
    """Lets the library load the country that it is asked for. By itself it begins by loading all the world's,
    which takes a fifth of the time that the server takes to start."""
    spec = find_spec("holidays.countries")
    if spec and spec.name not in sys.modules:
        sys.modules[spec.name] = module_from_spec(spec)


def days_of(country: str, settings: dict[str, Any]) -> Days:
    """The days of a municipality, whose settings say when it is closed and when its school years are."""
    closed = [_spell(each) for each in settings.get("closed", [])]
    return days_of_school(country, school_years(settings), closed)


def days_of_school(country: str, years: Sequence[SchoolYear], closed: Sequence[Spell] = ()) -> Days:
    """A day of no year that anybody has told of is a school day when it is a working day: better a deadline
    too early than one that waits for a calendar.
    """
    is_working = _is_working(country, closed)
    return Days(
        is_working=is_working,
        is_school=_is_school(is_working, years),
        terms=tuple(sorted(term for year in years for term in year.terms)),
    )


def school_years(settings: dict[str, Any]) -> list[SchoolYear]:
    return [
        SchoolYear(
            begins=date.fromisoformat(year["begins"]),
            ends=date.fromisoformat(year["ends"]),
            terms=tuple(date.fromisoformat(term) for term in year["terms"]),
            breaks=tuple(_spell(each) for each in year["breaks"]),
        )
        for year in settings.get("school_years", [])
    ]


def _spell(written: Sequence[str]) -> Spell:
    first, last = written
    return date.fromisoformat(first), date.fromisoformat(last)


def _is_working(country: str, closed: Sequence[Spell]) -> Callable[[date], bool]:
    """As the country's, without the days on which the municipality itself is closed."""
    usual = days_in(country).is_working
    if not closed:
        return usual
    return lambda day: usual(day) and not any(first <= day <= last for first, last in closed)


def _is_school(is_working: Callable[[date], bool], years: Sequence[SchoolYear]) -> Callable[[date], bool]:
    known = [day for year in years for day in (year.begins, year.ends)]

    def is_school(day: date) -> bool:
        year = next((year for year in years if year.has(day)), None)
        holidays_between = year is None and bool(known) and min(known) < day < max(known)
        return is_working(day) and not holidays_between and not (year and year.is_break(day))

    return is_school
