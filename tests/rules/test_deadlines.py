"""By when. Every row is a sentence: counted from this day, so much time ends on that day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.rules.days import Days
from laget.rules.deadlines import Urgency, last_day, urgency, working_day_before
from laget.rules.durations import Duration
from laget.rules.vocabulary import Unit

HOLIDAYS = {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)}
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
AMOUNTS = st.integers(1, 60)

days, working_days, weeks, months = Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS


def is_working_day(day):
    return day.weekday() < 5 and day not in HOLIDAYS


CALENDAR = Days(is_working_day, is_working_day)
# Those that end on a day everybody can tell, and not on the anchor itself.
COUNTED = sorted(set(Unit) - {Unit.HOURS, Unit.ABSENCE_DAYS, Unit.TERMS})


def ends(anchor, amount, unit):
    return last_day(date.fromisoformat(anchor), Duration(amount, unit), CALENDAR).isoformat()


@pytest.mark.parametrize(
    ("anchor", "amount", "unit", "last"),
    [
        # Calendar days and weeks: days off never lengthen them.
        ("2026-11-23", 1, days, "2026-11-24"),
        ("2026-11-27", 1, days, "2026-11-28"),  # from a Friday to the Saturday
        ("2026-11-23", 1, weeks, "2026-11-30"),
        ("2026-11-23", 3, weeks, "2026-12-14"),
        ("2026-11-22", 2, weeks, "2026-12-06"),  # from a Sunday to a Sunday
        ("2026-12-18", 1, weeks, "2026-12-25"),  # ends on Christmas Day, and stays there
        ("2026-12-11", 3, weeks, "2027-01-01"),  # over the turn of the year
        ("2028-02-15", 2, weeks, "2028-02-29"),
        # Months: the same day, or the last one of a shorter month.
        ("2026-11-23", 3, months, "2027-02-23"),
        ("2026-11-30", 3, months, "2027-02-28"),
        ("2027-11-30", 3, months, "2028-02-29"),
        ("2026-12-31", 1, months, "2027-01-31"),
        ("2027-01-31", 1, months, "2027-02-28"),
        ("2027-01-31", 2, months, "2027-03-31"),
        ("2026-10-31", 1, months, "2026-11-30"),
        ("2026-12-01", 12, months, "2027-12-01"),
        ("2026-11-15", 1, months, "2026-12-15"),
        ("2026-11-15", 13, months, "2027-12-15"),
        # Working days: neither weekends nor public holidays count.
        ("2026-11-23", 1, working_days, "2026-11-24"),
        ("2026-11-27", 1, working_days, "2026-11-30"),  # from a Friday to the Monday
        ("2026-11-28", 1, working_days, "2026-11-30"),  # from a Saturday to the Monday
        ("2026-11-23", 5, working_days, "2026-11-30"),
        ("2026-11-23", 10, working_days, "2026-12-07"),
        ("2026-12-23", 1, working_days, "2026-12-28"),  # over Christmas and a weekend
        ("2026-12-31", 1, working_days, "2027-01-04"),
    ],
)
def test_so_much_time_ends_on_that_day(anchor, amount, unit, last):
    assert ends(anchor, amount, unit) == last


@pytest.mark.parametrize(
    ("last", "before"),
    [
        ("2026-12-14", "2026-12-14"),  # a Monday is a working day itself
        ("2026-12-06", "2026-12-04"),  # a Sunday: work ends on Friday
        ("2026-12-26", "2026-12-23"),  # a holiday behind holidays
        ("2027-01-01", "2026-12-31"),
    ],
)
def test_the_last_working_day_of_a_deadline_that_ends_on_a_day_off(last, before):
    assert working_day_before(date.fromisoformat(last), CALENDAR) == date.fromisoformat(before)


@pytest.mark.parametrize(
    ("on", "is_"),
    [
        ("2026-11-23", Urgency.OVERDUE),
        ("2026-11-24", Urgency.TODAY),
        ("2026-11-25", Urgency.SOON),
        ("2026-11-26", Urgency.SOON),
        ("2026-11-27", Urgency.LATER),
    ],
)
def test_how_much_a_day_hurries_on_24_november(on, is_):
    assert urgency(date.fromisoformat(on), today=date(2026, 11, 24)) is is_


def test_a_deadline_in_words_is_for_today():
    assert urgency(None, today=date(2026, 11, 24)) is Urgency.TODAY


@given(DAYS, AMOUNTS)
def test_weeks_end_on_the_same_weekday(anchor, amount):
    assert last_day(anchor, Duration(amount, weeks), CALENDAR) == anchor + timedelta(weeks=amount)


@given(DAYS, AMOUNTS)
def test_months_end_on_the_same_day_or_the_last_of_the_month(anchor, amount):
    last = last_day(anchor, Duration(amount, months), CALENDAR)
    assert (last.year * 12 + last.month) - (anchor.year * 12 + anchor.month) == amount
    assert last.day == anchor.day or (last.day < anchor.day and (last + timedelta(days=1)).day == 1)


@given(DAYS, AMOUNTS)
def test_just_so_many_working_days_pass_and_the_last_is_one(anchor, amount):
    last = last_day(anchor, Duration(amount, working_days), CALENDAR)
    passed = [anchor + timedelta(days=n) for n in range(1, (last - anchor).days + 1)]
    assert is_working_day(last)
    assert sum(map(is_working_day, passed)) == amount


@given(DAYS, AMOUNTS, st.sampled_from(COUNTED))
def test_more_time_never_ends_earlier(anchor, amount, unit):
    shorter = last_day(anchor, Duration(amount, unit), CALENDAR)
    assert anchor < shorter <= last_day(anchor, Duration(amount + 1, unit), CALENDAR)
