"""A case in which nobody has written for weeks asks whoever holds its baton how it goes."""

from datetime import timedelta

import pytest
from django.urls import reverse

from batons import hand_on
from laget.ops import scratch
from laget.people.models import Municipality
from todays import at_level_1, today

QUIET = "Nothing written for"


@pytest.fixture
def case(world):
    """Since the fifteenth of October AMIR holds the baton of OLA's case, and nothing is planned yet."""
    return at_level_1(world, holder=world.amir)


@pytest.fixture
def last(world, case):
    """The day on which PER named AMIR: until now the last that has happened."""
    return world.now - timedelta(days=40)


def quiet_weeks(world, weeks):
    with scratch.as_owner():
        here = Municipality.objects.get(pk=world.municipality.pk)
        here.settings |= {"quiet_weeks": weeks}
        here.save()


def at(world, moment):
    world.set_clock(moment)
    return today(world, world.amir)


def test_after_four_weeks_without_a_word_the_holder_is_asked(world, case, last):
    assert QUIET not in at(world, last + timedelta(days=26))
    shown = at(world, last + timedelta(days=29))
    assert f"{QUIET} 4 weeks" in shown and reverse("entry", args=[case.pk]) in shown
    assert f"{QUIET} 5 weeks" in at(world, last + timedelta(days=36))
    for other in (world.kari, world.per):
        assert QUIET not in today(world, other)


def test_the_municipality_says_after_how_many_weeks(world, case, last):
    quiet_weeks(world, 1)
    assert f"{QUIET} 1 week<" in at(world, last + timedelta(days=8))
    quiet_weeks(world, 2)
    assert QUIET not in today(world, world.amir)


def test_a_word_of_anybody_in_the_team_ends_it_and_a_look_does_not(world, case, last):
    assert QUIET in at(world, last + timedelta(days=29))
    world.client_of(world.amir).get(reverse("case", args=[case.pk]))
    assert QUIET in today(world, world.amir)
    said = {"form_key": case.pk, "text": "Det går bra.", "audience": "team"}
    assert world.client_of(world.kari).post(reverse("entry", args=[case.pk]), said).status_code == 302
    assert QUIET not in today(world, world.amir)


def test_a_case_that_waits_for_a_day_that_was_agreed_on_is_not_quiet(world, case, last):
    """They meet in six weeks. Until that day there is nothing to write; the day after there is."""
    life = world.a_life()
    life.case, life.at = case, last
    life.plan_meeting("start_meeting", last + timedelta(weeks=6))
    for weeks in (4, 5, 6):
        assert QUIET not in at(world, last + timedelta(weeks=weeks))
    assert QUIET in at(world, last + timedelta(weeks=6, days=1))


def test_whoever_has_just_taken_the_baton_has_not_been_silent(world, case, last):
    world.set_clock(last + timedelta(days=29))
    hand_on(world, case, world.kari, by=world.amir)
    assert QUIET not in today(world, world.kari) and QUIET not in today(world, world.amir)
