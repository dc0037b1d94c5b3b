"""Nobody is told to do now what is for later: what was agreed for a day waits for it, and says which."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from laget.rules.days import Days
from laget.rules.pathway_file import read
from laget.rules.progress import progress
from laget.rules.standing import Standing
from laget.rules.step_states import State
from laget.rules.waiting import Wait

FILES = Path(__file__).parents[2] / "pathways"
LEVELS_0_TO_3 = read((FILES / "nivaa-0-3.toml").read_text())
BACK_TO_SCHOOL = read((FILES / "kom-i-skole.toml").read_text())
WEEKDAYS = Days(*[lambda day: day.weekday() < 5] * 2)
BEGAN, THE_DAY = date(2026, 10, 26), date(2026, 12, 8)
MEETING, MEASURES = "agreed.held.evaluation", "agreed.measures_reviewed"
AGREED = (
    *("holder_named", "held.start_meeting", "understanding_shared", "goals_set"),
    *("measures_changed", "measures_agreed"),
)
RUNNING = (*AGREED, "measures_begun", "interviewer_named", "planned.evaluation")


def at(level, *true, **days):
    facts = dict.fromkeys(true, BEGAN) | days
    return Standing(level, "", BEGAN, BEGAN, BEGAN, BEGAN, facts)


def seen(standing, today, pathway=LEVELS_0_TO_3):
    return progress(pathway, standing, today=today, days=WEEKDAYS)


def waits(now):
    return now.wait_of(now.here)


def evaluation(*true, meeting=THE_DAY, measures=THE_DAY):
    return at("1", *RUNNING, *true, **{MEETING: meeting, MEASURES: measures})


@pytest.mark.parametrize("weeks", [2, 4, 6])
def test_weeks_before_the_evaluation_there_is_nothing_to_do_in_it(weeks):
    now = seen(evaluation("child_heard"), THE_DAY - timedelta(weeks=weeks))
    assert (now.here.step.id, now.here.state) == ("evaluate", State.HERE)
    assert waits(now).day == THE_DAY


@pytest.mark.parametrize(
    ("days_before", "waits_still"), [(29, True), (8, True), (7, False), (1, False), (0, False)]
)
def test_the_child_is_heard_in_the_last_week_before_the_evaluation(days_before, waits_still):
    again = replace(evaluation(), entered_step="carry_out")
    now = seen(again, THE_DAY - timedelta(days=days_before))
    assert bool(waits(now)) is waits_still
    assert waits_still or now.most_pressing[0] == "child_heard"


def test_once_the_child_is_heard_the_evaluation_waits_for_its_day_and_is_then_to_be_done():
    heard = evaluation("child_heard")
    assert waits(seen(heard, THE_DAY - timedelta(days=1))).day == THE_DAY
    assert waits(seen(heard, THE_DAY)) is None
    assert waits(seen(heard, THE_DAY + timedelta(days=3))) is None


def test_the_first_of_the_days_that_were_agreed_on_is_the_evaluations():
    sooner = THE_DAY - timedelta(days=5)
    heard = evaluation("child_heard", measures=sooner)
    assert waits(seen(heard, sooner - timedelta(days=1))) == Wait(sooner, "measures_reviewed")
    now = seen(heard, sooner)
    assert waits(now) is None
    assert now.most_pressing == ["views_gathered", "measures_reviewed", "held.evaluation"]


def test_what_was_to_be_looked_at_and_was_not_is_not_put_off_to_a_meeting_that_is_later():
    heard = evaluation("child_heard", "views_gathered", measures=THE_DAY - timedelta(days=12))
    now = seen(heard, THE_DAY - timedelta(days=1))
    assert waits(now) is None
    assert "measures_reviewed" not in now.too_early and "held.evaluation" in now.too_early


def test_once_the_meeting_is_held_the_measures_are_gone_through_whatever_day_they_have():
    held = at("1", *RUNNING, "child_heard", "held.evaluation", **{MEASURES: THE_DAY})
    now = seen(held, THE_DAY - timedelta(days=12))
    assert waits(now) is None
    assert now.most_pressing == ["views_gathered", "measures_reviewed"]
    assert not now.too_early


def test_before_a_meeting_to_come_there_is_to_do_what_stands_before_it():
    """At the start somebody is to hold the baton, and the child is heard, however long it is till then."""
    meeting = {"agreed.held.start_meeting": THE_DAY}
    today = THE_DAY - timedelta(days=20)
    assert waits(seen(at("1", **meeting), today)) is None
    assert waits(seen(at("1", "holder_named", **meeting), today)) is None
    ready = at("1", "holder_named", "child_heard", **meeting)
    assert waits(seen(ready, today)) == Wait(THE_DAY, "held.start_meeting")


def test_what_was_agreed_for_later_than_a_deadline_is_not_waited_for():
    meeting = {"agreed.held.contact_meeting": THE_DAY, "took.1.level_2": BEGAN}
    at_2 = at("2", "holder_named", "service_joined", "services_invited", "consent_given", **meeting)
    now = seen(at_2, BEGAN + timedelta(days=1))
    assert now.due_for("held.contact_meeting").on == BEGAN + timedelta(weeks=2)
    assert waits(now) is None


def test_what_is_late_is_not_called_for_later_because_a_meeting_is_planned():
    talk = {"agreed.held.conversation": THE_DAY}
    late = at("0", "concern_described", "leader_told", "contact_named", **talk)
    now = seen(late, BEGAN + timedelta(days=40))
    assert "held.conversation" in now.missing
    assert now.due_for("held.conversation").on < now.today
    assert "held.conversation" not in now.too_early


def test_what_is_to_be_done_every_week_is_not_waited_with():
    weekly = VISITS.format(deadline='after = "case_opened"\nevery = "1 week"')
    weekly = weekly.replace('["visited"]\n', '["visited", "measures_reviewed"]\n')
    pathway = read(weekly)
    standing = at("0", "due_day", "visited", **{MEASURES: THE_DAY})
    assert waits(seen(standing, BEGAN, pathway)) is None
    once = read(weekly.replace('every = "1 week"', 'at_most = "1 week"'))
    assert waits(seen(standing, BEGAN, once)).day == THE_DAY


def test_a_step_whose_turn_has_not_come_waits_for_no_day():
    now = seen(at("1", **{MEETING: THE_DAY}), BEGAN)
    assert [now.wait_of(state) for state in now.steps] == [None] * len(now.steps)


def test_a_closed_case_waits_for_nothing():
    now = seen(replace(evaluation("child_heard"), closed=True), BEGAN)
    assert [now.wait_of(state) for state in now.steps] == [None] * len(now.steps)


def test_a_danish_follow_up_waits_for_its_day_too():
    heard = (
        "holder_named",
        "child_heard",
        "uncovered",
        "understanding_shared",
        "goals_set",
        "measures_agreed",
    )
    days = {"agreed.held.follow_up": THE_DAY, MEASURES: THE_DAY}
    now = seen(at("1", *heard, "planned.follow_up", **days), THE_DAY - timedelta(days=20), BACK_TO_SCHOOL)
    assert now.here.step.id == "follow_up"
    assert waits(now).day == THE_DAY


VISITS = """
format = 1
name = "visits"
version = "1"
title.en = "Visits"
country = "no"
decided_by.en = "The municipality"
valid_from = 2026-08-01
languages = ["en"]

[[category]]
id = "home"
title.en = "At home"

[[fact]]
id = "due_day"
title.en = "The day is known"
to_do.en = "Ask for the day"
kind = "date"

[[fact]]
id = "visited"
title.en = "Visited"
to_do.en = "Visit them"

[[fact]]
id = "called"
title.en = "Called"
to_do.en = "Call"

[[level]]
id = "0"
label = "0"
title.en = "Worry"

[[level.step]]
id = "day"
title.en = "Ask"
by = "author"
done_when = ["due_day"]

[[level.step]]
id = "visit"
title.en = "Visit"
by = "author"
done_when = ["visited"]
[[level.step.deadline]]
for = "visited"
{deadline}
says.en = "Visit them."

[[level.step.exit]]
id = "end"
title.en = "End"
to = "closed"

[[level]]
id = "s"
label = "S"
title.en = "Sealed"
protects = "violence"

[[level.step]]
id = "call"
title.en = "Call"
by = "author"
done_when = ["called"]

[[level.step.exit]]
id = "over"
title.en = "Over"
to = "closed"
"""


@pytest.mark.parametrize(
    ("deadline", "first"),
    [
        ('after = "case_opened"\nat_least = "10 days"\nat_most = "4 weeks"', BEGAN + timedelta(days=11)),
        ('after = "case_opened"\nat_least = "10 days"', BEGAN + timedelta(days=11)),
        ('before = "date.due_day"\nat_least = "1 week"\nat_most = "2 weeks"', THE_DAY - timedelta(days=14)),
        ('after = "date.due_day"\nat_most = "2 weeks"', THE_DAY),
        ('after = "case_opened"\nat_most = "6 weeks"', None),
        ('before = "date.due_day"\nat_least = "1 week"', None),
        ('after = "case_opened"', None),
    ],
)
def test_a_window_says_from_which_day_there_is_something_to_do(deadline, first):
    standing = at("0", "due_day", "category.home", **{"date.due_day": THE_DAY})
    now = seen(standing, BEGAN + timedelta(days=1), read(VISITS.replace("{deadline}", deadline)))
    assert now.here.step.id == "visit"
    assert waits(now) == (Wait(first, "visited") if first else None)
    if first:
        later = seen(standing, first, read(VISITS.replace("{deadline}", deadline)))
        assert waits(later) is None
