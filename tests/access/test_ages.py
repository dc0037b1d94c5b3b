"""From which age a case is about somebody as such, and from which day: form and database agree."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from access.raw import DENIED, code_of, seen
from laget.ops import scratch
from laget.people.models import Child
from laget.rules.subjects import age
from subjects import begun, young_from

LEAP_DAY = date(2012, 2, 29)
days = st.dates(date(1950, 1, 1), date(2030, 12, 31))
HER = {"subject": "pregnant", "given_name": "Amalie", "family_name": "Foss"}


@pytest.fixture
def answers_from_13(offered):
    """Where a case may be about a young person of thirteen, who answers alone from fifteen."""
    young_from(offered, 13)
    return offered


def is_born(child, on):
    with scratch.as_owner():
        Child.objects.filter(pk=child.pk).update(born_on=on)


def begins_in_the_database(world, subject, who, child=None, **said):
    try:
        begun(world, subject, who, child, **said)
    except DatabaseError as refused:
        assert code_of(refused) == DENIED
        return False
    return True


def begins_on_the_page(world, who, **said):
    sent = {"form_key": uuid4(), "text": "Det er noe.", "violence": "no", "adult_here": "no", "share": "on"}
    status = world.client_of(who).post(reverse("worry"), sent | said).status_code
    assert status in (302, 422)
    return status == 302


def on(world, day):
    world.set_clock(world.now.replace(year=day.year, month=day.month, day=day.day))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(born=days, today=days)
@example(born=LEAP_DAY, today=date(2027, 2, 28))
@example(born=LEAP_DAY, today=date(2027, 3, 1))
@example(born=LEAP_DAY, today=date(2028, 2, 28))
@example(born=LEAP_DAY, today=date(2028, 2, 29))
def test_page_and_database_give_everybody_the_same_age(as_owner, db, born, today):
    with as_owner():
        assert seen("select years_old(%s, %s)", born, today) == age(born, today)


@pytest.mark.parametrize(
    ("day", "years"), [(date(2027, 2, 28), 14), (date(2027, 3, 1), 15), (date(2028, 2, 29), 16)]
)
def test_whoever_is_born_on_29_february_is_older_on_1_march_of_a_common_year(day, years):
    assert age(LEAP_DAY, day) == years


@pytest.mark.parametrize(
    ("born", "day"), [(date(2013, 11, 24), date(2026, 11, 24)), (LEAP_DAY, date(2025, 3, 1))]
)
@pytest.mark.parametrize("early", [0, 1])
def test_a_case_is_about_a_young_person_from_their_birthday_for_page_and_database(
    answers_from_13, born, day, early
):
    world = answers_from_13
    is_born(world.eva, born)
    on(world, day - timedelta(days=early))
    assert begins_on_the_page(world, world.tom, subject="youth", child=world.eva.pk) is not bool(early)
    assert begins_in_the_database(world, "youth", world.tom, world.eva) is not bool(early)


@pytest.mark.parametrize("early", [0, 1])
def test_she_answers_herself_from_her_birthday_for_page_and_database(offered, early):
    born = offered.today.replace(year=offered.today.year - 15) + timedelta(days=early)
    assert begins_on_the_page(offered, offered.siri, **HER, born_on=born.isoformat()) is not bool(early)
    assert begins_in_the_database(offered, "pregnant", offered.siri, born_on=born) is not bool(early)


def test_of_how_many_years_the_municipality_of_the_child_says(answers_from_13):
    """TOM reports about a child of his own school, whatever the numbers are elsewhere."""
    world = answers_from_13
    for years, begins in ((13, True), (12, False)):
        is_born(world.eva, world.today.replace(year=world.today.year - years))
        assert begins_in_the_database(world, "youth", world.tom, world.eva) is begins
