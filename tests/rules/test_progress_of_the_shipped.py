"""How far cases come on the pathways that we ship: what each source says, and no more."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from laget.rules.pathway_file import read
from laget.rules.progress import doubtful, fitting_first
from laget.rules.step_states import State
from standings import (
    NEW,
    WONDER,
    dues,
    seen,
    when_true,
)

# The pathway of levels 0 to 3 ---------------------------------------------------------------------

LEVELS_0_TO_3 = read((Path(__file__).parents[2] / "pathways" / "nivaa-0-3.toml").read_text())
KOM_I_SKOLE = read((Path(__file__).parents[2] / "pathways" / "kom-i-skole.toml").read_text())
TIDLEG_INNSATS = read((Path(__file__).parents[2] / "pathways" / "tidleg-innsats.toml").read_text())


@pytest.mark.parametrize(
    ("about", "by"),
    [
        ("school_environment", WONDER + timedelta(weeks=1)),
        ("kindergarten_environment", WONDER + timedelta(weeks=3)),
        ("absence", WONDER + timedelta(weeks=3)),
        ("learning", WONDER + timedelta(weeks=3)),
        ("friends", WONDER + timedelta(weeks=3)),
        ("home", WONDER + timedelta(weeks=3)),
        ("health", WONDER + timedelta(weeks=3)),
        ("other", WONDER + timedelta(weeks=3)),
    ],
)
def test_the_talk_is_within_a_week_about_the_school_environment_and_else_within_three(about, by):
    talks = [
        on for fact, on in dues(when_true(f"category.{about}"), LEVELS_0_TO_3) if fact == "held.conversation"
    ]
    assert talks == [by]


def test_a_worry_without_a_category_has_three_weeks_too():
    assert ("held.conversation", WONDER + timedelta(weeks=3)) in dues(NEW, LEVELS_0_TO_3)


def test_a_kindergarten_looks_into_it_at_once():
    about = when_true("category.kindergarten_environment", "concern_described", "leader_told")
    now = seen(about, LEVELS_0_TO_3)
    assert now.here.step.id == "investigate"
    assert (now.next_due().deadline.fact, now.next_due().on) == ("investigated", None)
    assert now.next_due().deadline.law == "bhl-42"


@pytest.mark.parametrize(
    ("facts", "law"),
    [
        ((), ""),
        (("category.home",), ""),
        (("category.school_environment",), "oppl-12-4"),
        (("category.kindergarten_environment",), "bhl-42"),
        (("adult_here",), "adult-here"),
        (("category.school_environment", "adult_here"), "adult-here"),
    ],
)
def test_the_leader_is_told_at_once_and_only_the_law_is_called_law(facts, law):
    told = [due for due in seen(when_true(*facts), LEVELS_0_TO_3).dues if due.deadline.fact == "leader_told"]
    assert [(due.deadline.law, due.on) for due in told] == [(law, None)]


def test_the_services_meet_within_two_weeks_where_the_case_came_from_level_1():
    """The source states the two weeks there, and none for a case that comes straight from level 0."""
    invited = ("consent_given", "services_invited")
    came = when_true(*invited, "took.1.level_2", level="2")
    assert dues(came, LEVELS_0_TO_3) == {("held.contact_meeting", NEW.level_since + timedelta(weeks=2))}
    assert dues(when_true(*invited, level="2"), LEVELS_0_TO_3) == set()


def test_levels_1_and_3_set_no_deadline_because_the_source_sets_none():
    for level in ("1", "3"):
        assert dues(when_true("consent_given", level=level), LEVELS_0_TO_3) == set()


def test_a_worry_may_end_before_anybody_has_talked_with_the_family():
    told = seen(when_true("concern_described", "leader_told"), LEVELS_0_TO_3)
    assert told.way_on("early_close").missing == ()
    assert told.way_on("close").missing == ("contact_named", "child_heard", "held.conversation")


@pytest.mark.parametrize(
    ("way", "effects", "asked"),
    [
        ("effect_close", ("none", "none"), True),
        ("continue", ("none",), True),
        ("effect_close", ("none", "some"), False),
        ("continue", ("works",), False),
        ("effect_close", (), False),
        ("other_measures", ("none", "none"), False),
        ("level_2", ("none",), False),
    ],
)
def test_a_way_for_what_has_helped_is_asked_about_when_nothing_has(way, effects, asked):
    ways = {each.exit.id: each.exit for each in seen(when_true(level="1"), LEVELS_0_TO_3).ways_on}
    assert doubtful(ways[way], effects) is asked


FILE_ORDER = ["effect_close", "continue", "other_measures", "level_2", "level_3", "another_reason"]
HELPED_LAST = ["other_measures", "level_2", "level_3", "another_reason", "effect_close", "continue"]


@pytest.mark.parametrize(
    ("effects", "order"),
    [
        (("none", "none"), HELPED_LAST),
        (("none", "some"), FILE_ORDER),
        (("some", "works"), FILE_ORDER),
        ((), FILE_ORDER),
    ],
)
def test_the_ways_that_fit_the_evaluation_come_first(effects, order):
    ways = seen(when_true(level="1"), LEVELS_0_TO_3).ways_on
    assert [way.exit.id for way in fitting_first(ways, effects)] == order


def test_what_helped_comes_first_wherever_the_file_has_it():
    ways = seen(when_true(level="1"), LEVELS_0_TO_3).ways_on
    found = fitting_first(tuple(reversed(ways)), ("works",))
    assert [way.exit.id for way in found][:2] == ["continue", "effect_close"]


def test_going_on_with_the_measures_needs_a_new_day_to_evaluate_but_no_new_first_meeting():
    again = seen(when_true("holder_named", level="1", entered_step="carry_out"), LEVELS_0_TO_3)
    assert again.here.missing == (
        "measures_agreed",
        "measures_begun",
        "interviewer_named",
        "planned.evaluation",
    )
    assert "held.start_meeting" not in again.way_on("effect_close").missing


def test_other_measures_begin_with_the_family_again():
    other = seen(when_true("holder_named", level="1", entered_step="understand"), LEVELS_0_TO_3)
    assert {"held.start_meeting", "child_heard"} <= set(other.way_on("effect_close").missing)


def test_level_2_is_closed_to_those_who_have_not_said_yes():
    evaluated = set().union(*(step.done_when for step in LEVELS_0_TO_3.level("1").steps))
    ways = seen(when_true(*evaluated, level="1"), LEVELS_0_TO_3)
    assert ways.way_on("effect_close").missing == ()
    assert ways.way_on("level_2").missing == ("services_invited", "consent_given")


def test_a_family_that_says_no_on_level_2_is_not_held_there():
    refused = seen(when_true("services_invited", level="2"), LEVELS_0_TO_3)
    assert refused.here.step.id == "consent"
    assert refused.way_on("without_consent").missing == ("family_answered",)
    agreed = seen(when_true("services_invited", "consent_given", level="2"), LEVELS_0_TO_3)
    assert agreed.here.step.id == "meet" and agreed.way_on("without_consent") is None


@pytest.mark.parametrize(
    ("pathway", "level"),
    [(LEVELS_0_TO_3, "2"), (LEVELS_0_TO_3, "3"), (KOM_I_SKOLE, "2"), (TIDLEG_INNSATS, "team")],
)
def test_where_no_service_is_invited_any_more_nobody_asks_the_family_and_there_are_two_ways_on(
    pathway, level
):
    nobody = seen(when_true(level=level), pathway)
    assert (nobody.here.step.id, nobody.missing) == ("invite", ("services_invited",))
    assert nobody.way_on("without_services").missing == () and nobody.way_on("without_consent") is None
    invited = seen(when_true("services_invited", level=level), pathway)
    assert invited.here.step.id == "consent" and invited.way_on("without_services") is None
    agreed = seen(when_true("services_invited", "consent_given", level=level), pathway)
    assert not {"invite", "consent"} & {state.step.id for state in agreed.steps}


def test_only_the_discussion_teams_own_way_on_waits_for_the_discussion_team():
    evaluated = set().union(*(step.done_when for step in LEVELS_0_TO_3.level("3").steps)) | {"consent_given"}
    ways = seen(when_true(*evaluated, level="3"), LEVELS_0_TO_3)
    open_ways = {way.exit.id for way in ways.ways_on if not way.missing}
    assert open_ways == {"effect_close", "continue", "other_measures", "another_reason"}
    assert ways.way_on("onward").missing == ("team_decided",)


def test_a_sealed_case_asks_for_nothing_that_needs_the_guardians():
    sealed = seen(when_true("sealed", level="sealed"), LEVELS_0_TO_3)
    assert {due.on for due in sealed.dues} == {None}
    assert sealed.way_on("close").missing == (
        "called",
        "childs_words",
        "report_sent",
        "siblings_considered",
        "leader_told",
    )


# Kom i skole --------------------------------------------------------------------------------------


def test_each_round_in_denmark_adjusts_the_plan_and_follows_up_anew():
    again = seen(
        when_true(
            "services_invited", "consent_given", "holder_named", "goals_set", level="2", entered_step="plan"
        ),
        KOM_I_SKOLE,
    )
    assert again.here.missing == ("measures_agreed", "planned.follow_up")
    assert [step.step.id for step in again.steps if step.state is State.PASSED_BY] == ["meet", "uncover"]
    assert {"held.follow_up", "measures_reviewed", "views_gathered"} <= set(again.way_on("repeat").missing)


def test_a_danish_school_has_ten_working_days_from_the_day_the_leader_knows_of_bullying():
    told = replace(NEW, facts={"category.school_environment": WONDER, "leader_told": date(2026, 11, 6)})
    assert ("measures_agreed", date(2026, 11, 20)) in dues(told, KOM_I_SKOLE)
