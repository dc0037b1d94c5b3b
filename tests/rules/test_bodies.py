"""On which days a standing body meets."""

from datetime import date

import pytest

from laget.foundation.calendar import days_in
from laget.rules.bodies import Body, next_days
from laget.rules.texts import Text

IS_WORKING = days_in("no").is_working


def body(meets, **also):
    said = {"on": (), "counted_from": None, "not_in": frozenset()} | also
    return Body(id="team", title=Text(), about=Text(), meets=meets, **said)


def days(*said):
    return [date(2026, month, day) for month, day in said]


@pytest.mark.parametrize(
    ("meets", "after", "then"),
    [
        ("first tuesday", date(2026, 8, 31), days((9, 1), (10, 6), (11, 3))),
        ("first tuesday", date(2026, 9, 1), days((10, 6), (11, 3), (12, 1))),
        ("fourth friday", date(2026, 8, 31), days((9, 25), (10, 23), (11, 27))),
        ("last friday", date(2026, 9, 1), days((9, 25), (10, 30), (11, 27))),
        ("every monday", date(2026, 9, 1), days((9, 7), (9, 14), (9, 21))),
        ("first friday", date(2026, 4, 15), days((6, 5), (7, 3), (8, 7))),  # the first of May is a holiday
    ],
)
def test_by_a_rule(meets, after, then):
    assert next_days(body(meets), after, 3, IS_WORKING) == then


def test_every_second_week_is_counted_from_a_day_it_met():
    team = body("every second thursday", counted_from=date(2026, 9, 3))
    assert next_days(team, date(2026, 9, 4), 2, IS_WORKING) == days((9, 17), (10, 1))
    assert next_days(team, date(2026, 8, 1), 2, IS_WORKING) == days((8, 6), (8, 20))


def test_never_in_the_months_it_does_not_meet():
    team = body("first tuesday", not_in=frozenset({7, 8}))
    assert next_days(team, date(2026, 6, 10), 2, IS_WORKING) == days((9, 1), (10, 6))


def test_on_the_days_that_are_listed_and_no_others():
    team = body("", on=(date(2026, 10, 3), date(2026, 9, 1)))
    assert next_days(team, date(2026, 8, 1), 5, IS_WORKING) == days((9, 1), (10, 3))
    assert next_days(team, date(2026, 10, 3), 5, IS_WORKING) == []
