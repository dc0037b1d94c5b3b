"""By when. Every row is a sentence: counted from this day, so much time ends on that day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.foundation.calendar import SchoolYear, days_of_school
from laget.rules.days import Days
from laget.rules.deadlines import Urgency, due, last_day, urgency, working_day_before
from laget.rules.durations import Amount, Duration
from laget.rules.duties import Deadline
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


YEARS = [
    SchoolYear(date(2025, 8, 18), date(2026, 6, 19), (date(2025, 12, 19), date(2026, 6, 19)), ()),
    SchoolYear(
        date(2026, 8, 17),
        date(2027, 6, 18),
        (date(2026, 12, 18), date(2027, 6, 18)),
        ((date(2026, 10, 5), date(2026, 10, 9)),),
    ),
]
AT_SCHOOL = replace(
    days_of_school("no", YEARS), absent=(date(2026, 9, 2), date(2026, 9, 4), date(2026, 9, 7))
)


@pytest.mark.parametrize(
    ("anchor", "amount", "unit", "last"),
    [
        ("2026-10-02", 1, Unit.SCHOOL_DAYS, "2026-10-12"),  # over the autumn break
        ("2026-06-19", 1, Unit.SCHOOL_DAYS, "2026-08-17"),  # over the summer between two known years
        ("2027-06-18", 1, Unit.SCHOOL_DAYS, "2027-06-21"),  # nobody has said when the next year begins
        ("2026-09-01", 1, Unit.TERMS, "2026-12-18"),
        ("2026-09-01", 2, Unit.TERMS, "2027-06-18"),
        ("2026-12-18", 1, Unit.TERMS, "2027-06-18"),
        ("2026-09-01", 2, Unit.ABSENCE_DAYS, "2026-09-04"),
        ("2026-09-04", 1, Unit.ABSENCE_DAYS, "2026-09-07"),
        ("2026-09-01", 24, Unit.HOURS, "2026-09-02"),
        ("2026-09-01", 1, Unit.QUARTERS, "2026-12-01"),
    ],
)
def test_school_days_terms_and_days_away_end_on_that_day(anchor, amount, unit, last):
    assert last_day(date.fromisoformat(anchor), Duration(amount, unit), AT_SCHOOL) == date.fromisoformat(last)


@pytest.mark.parametrize(("amount", "unit"), [(4, Unit.ABSENCE_DAYS), (5, Unit.TERMS)])
def test_what_has_not_been_yet_has_no_last_day(amount, unit):
    assert last_day(date(2026, 9, 1), Duration(amount, unit), AT_SCHOOL) is None


def a_deadline(**said):
    return Deadline("held.talk", **said)


def due_on(anchor, today, **said):
    return due(a_deadline(**said), anchor, category="", facts=frozenset(), today=today, days=CALENDAR)


WEEK = Amount(Duration(1, weeks))
SUNDAY = date(2026, 11, 22)


def test_a_deadline_on_a_day_off_stays_there_and_tells_the_last_working_day():
    found = due_on(SUNDAY, SUNDAY, at_most=WEEK)
    assert (found.on, found.work_ends) == (date(2026, 11, 29), date(2026, 11, 27))


def test_a_deadline_on_a_working_day_tells_no_other_day():
    assert due_on(date(2026, 11, 23), SUNDAY, at_most=WEEK).work_ends is None


def test_nobody_is_pressed_before_a_window_opens():
    window = {"at_least": WEEK, "at_most": Amount(Duration(2, weeks))}
    assert due_on(SUNDAY, date(2026, 11, 29), **window).urgency is Urgency.LATER
    assert due_on(SUNDAY, date(2026, 12, 5), **window).urgency is Urgency.SOON
    assert due_on(SUNDAY, SUNDAY, **window).opens == date(2026, 11, 30)
