"""Counting days of absence: the edges that a story would make too much of."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from laget.rules.counting import Away, Count, Reached, per_cent, period, reached
from laget.rules.days import Days
from laget.rules.durations import Duration
from laget.rules.texts import Text
from laget.rules.vocabulary import AbsenceKind, Period, Teller, Unit

BREAK = (date(2026, 10, 5), date(2026, 10, 9))
DAYS = Days(
    is_working=lambda day: day.weekday() < 5,
    is_school=lambda day: day.weekday() < 5 and not BREAK[0] <= day <= BREAK[1],
    terms=(date(2026, 6, 19), date(2026, 12, 18), date(2027, 6, 18)),
)
MONDAY = date(2026, 9, 28)


def counting(**said):
    unsaid = {"in_a_row": None, "share": None, "times": None, "within": None, "resets": Period.SCHOOL_YEAR}
    return Count(
        id="much", title=Text(), says=Text(), category="absence", tell=Teller.LEADER, law="",
        kinds=frozenset(), **unsaid | said,
    )  # fmt: skip


def found(count, days, today=date(2026, 12, 1), kind=AbsenceKind.SICK, share=1):
    away = [Away(day, kind, Decimal(str(share))) for day in days]
    return next(iter(reached([count], away, today=today, days=DAYS)), None)


def from_monday(amount):
    return [MONDAY + timedelta(days=number) for number in range(amount)]


def test_neither_a_weekend_nor_a_break_is_a_day_or_breaks_a_row():
    assert found(counting(in_a_row=6), [*from_monday(5), date(2026, 10, 12)]).days == 6
    assert found(counting(in_a_row=6), from_monday(14)) is None


def test_two_kinds_on_one_day_are_one_day_at_most():
    halves = [Away(MONDAY, kind, Decimal("0.75")) for kind in (AbsenceKind.SICK, AbsenceKind.EXCUSED)]
    once = counting(in_a_row=1)
    assert next(iter(reached([once], halves, today=MONDAY, days=DAYS))).days == 1


def test_it_counts_from_the_day_it_was_reached_however_long_it_lasts():
    assert found(counting(in_a_row=3), from_monday(5)).since == MONDAY + timedelta(days=2)


def test_what_is_to_come_is_not_counted():
    assert found(counting(in_a_row=5), from_monday(5), today=MONDAY + timedelta(days=3)) is None


def test_one_day_is_no_large_share_of_a_school_year_that_has_just_begun():
    tenth = counting(share=10, within=Duration(4, Unit.WEEKS))
    begun = date(2026, 8, 3)
    assert found(tenth, [begun], today=begun) is None
    assert found(tenth, [begun, begun + timedelta(days=1)], today=date(2026, 8, 4)).school_days == 20


def test_days_in_a_row_are_one_time():
    times = counting(times=2, within=Period.TERM)
    assert found(times, from_monday(5)) is None
    assert found(times, [*from_monday(2), MONDAY + timedelta(days=3)]).times == 2


def test_it_begins_anew_with_each_quarter_where_the_file_says_so():
    four_days = from_monday(4)
    assert found(counting(in_a_row=4), four_days)
    assert found(counting(in_a_row=4, resets=Period.QUARTER), four_days) is None


def test_what_was_reached_is_told_also_after_it_began_anew():
    assert found(counting(in_a_row=3, resets=Period.QUARTER), from_monday(3)).since == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("kind", "day", "first", "last"),
    [
        (Period.QUARTER, date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        (Period.QUARTER, date(2026, 2, 28), date(2026, 1, 1), date(2026, 3, 31)),
        (Period.TERM, date(2026, 12, 18), date(2026, 6, 20), date(2026, 12, 18)),
        (Period.TERM, date(2026, 12, 19), date(2026, 12, 19), date(2027, 6, 18)),
        (Period.TERM, date(2028, 2, 1), date(2028, 1, 1), date(2028, 7, 31)),
        (Period.SCHOOL_YEAR, date(2026, 7, 31), date(2025, 8, 1), date(2026, 7, 31)),
        (Period.SCHOOL_YEAR, date(2026, 8, 1), date(2026, 8, 1), date(2027, 7, 31)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(kind, day, first, last):
    assert period(kind, day, DAYS) == (first, last)


@pytest.mark.parametrize(
    ("away", "of", "said"),
    [
        ("6", 43, "13.9"),  # 13.953 … is not 14
        ("4.5", 30, "15"),
        ("149.99", 1000, "14.9"),
        ("13.02", 100, "13.0"),
        ("1", 1, "100"),
    ],
)
def test_a_share_is_said_with_one_decimal_and_never_more_than_it_is(away, of, said):
    told = Reached(counting(), MONDAY, MONDAY, MONDAY, Decimal(away), of, 1)
    assert str(per_cent(told)) == said
