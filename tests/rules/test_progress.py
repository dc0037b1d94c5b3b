"""How far a case has come: it follows from the pathway and what is true, and from nothing else."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.rules.deadlines import Urgency
from laget.rules.pathway_check import facts_known
from laget.rules.progress import warnings
from laget.rules.step_states import State
from standings import (
    DEFINED,
    NEW,
    PATHWAY,
    TALKED,
    TOLD,
    dues,
    seen,
    states,
    when_true,
)

# Where we are -------------------------------------------------------------------------------------


def test_a_new_worry_stands_at_the_first_step():
    assert states(NEW) == {"define": "here", "tell": "ahead", "talk": "ahead", "clarify": "ahead"}


@pytest.mark.parametrize(
    ("facts", "here"),
    [({}, "define"), (DEFINED, "tell"), (TOLD, "talk"), (TALKED, "clarify")],
)
def test_the_step_to_do_now_is_the_first_that_lacks_something(facts, here):
    assert seen(when_true(*facts)).here.step.id == here


def test_what_is_missing_is_what_the_step_asks_for_and_is_not_true_yet():
    assert seen(when_true(*TOLD, "child_heard")).here.missing == ("held.talk",)


def test_a_step_done_before_its_turn_stays_done_when_its_turn_comes():
    assert states(when_true("leader_told")) == {
        "define": "here",
        "tell": "ahead",
        "talk": "ahead",
        "clarify": "ahead",
    }
    assert states(when_true("leader_told", "concern_described"))["tell"] == "done"


def test_a_step_that_is_undone_becomes_the_step_to_do_again():
    assert seen(when_true(*(TALKED.keys() - {"leader_told"}))).here.step.id == "tell"


def test_the_last_step_waits_for_a_choice():
    assert states(when_true(*TALKED))["clarify"] == "here"


def test_a_step_for_some_is_not_there_for_others():
    assert "look" not in states(when_true(*TOLD, "category.home"))
    assert states(when_true(*TOLD, "category.kindergarten"))["look"] == "here"


def test_a_round_that_begins_in_the_middle_passes_by_what_is_before():
    standing = when_true(level="1", entered_step="do")
    assert states(standing) == {"plan": "passed_by", "do": "here"}
    assert seen(standing).way_on("again").missing == ("measures_agreed",)


def test_what_comes_after_a_step_that_no_longer_applies_is_still_after_it():
    standing = when_true(*DEFINED, entered_step="look")
    assert states(standing) == {
        "define": "passed_by",
        "tell": "passed_by",
        "talk": "here",
        "clarify": "ahead",
    }


def test_a_closed_case_has_nothing_to_do_and_no_deadline():
    closed = replace(when_true(*DEFINED), closed=True)
    assert set(states(closed).values()) == {State.AHEAD}
    assert seen(closed).dues == ()


def test_a_case_on_a_level_its_pathway_does_not_have_is_told_so_and_nothing_is_asked_there():
    lost = seen(replace(NEW, level="7"))
    assert lost.here.step.title.said("en") == "This place is not in the pathway any more"
    assert (lost.missing, lost.ways_on, lost.dues) == ((), (), ())


# The ways on --------------------------------------------------------------------------------------


def test_a_way_on_needs_its_own_and_all_that_comes_before_it_in_the_order_of_the_file():
    assert seen(NEW).way_on("up").missing == (
        "concern_described",
        "leader_told",
        "child_heard",
        "held.talk",
        "consent_given",
    )


def test_an_early_way_on_needs_only_what_comes_before_it():
    assert seen(when_true(*TOLD)).way_on("early").missing == ()
    assert seen(when_true(*DEFINED)).way_on("early").missing == ("leader_told",)


def test_a_way_on_that_does_not_apply_is_not_offered():
    assert seen(when_true(*TALKED)).way_on("home-visit") is None
    assert seen(when_true(*TALKED, "category.home")).way_on("home-visit").missing == ()


def test_a_step_for_some_holds_back_only_them():
    assert "called" not in seen(when_true(*TOLD)).way_on("close").missing
    assert "called" in seen(when_true(*TOLD, "category.kindergarten")).way_on("close").missing


def test_a_consent_taken_back_is_missing_at_once():
    given = when_true(*TALKED, "consent_given")
    assert seen(given).way_on("up").missing == ()
    assert seen(when_true(*TALKED)).way_on("up").missing == ("consent_given",)


# By when ------------------------------------------------------------------------------------------


def test_a_deadline_counts_from_the_day_the_wonder_arose_not_from_when_it_was_typed_in():
    assert ("held.talk", date(2026, 11, 23)) in dues(NEW)


def test_a_deadline_counts_from_a_fact_only_when_that_fact_is_true():
    assert "child_heard" not in {fact for fact, _ in dues(NEW)}
    told_on_friday = replace(NEW, facts={"leader_told": date(2026, 11, 6)})
    assert ("child_heard", date(2026, 11, 10)) in dues(told_on_friday)


def test_a_deadline_that_is_met_runs_no_more():
    assert "held.talk" not in {fact for fact, _ in dues(when_true("held.talk"))}


def test_a_deadline_in_words_comes_first_and_has_no_date():
    first = seen(NEW).next_due()
    assert (first.deadline.fact, first.on, first.urgency) == ("leader_told", None, Urgency.TODAY)


def test_a_deadline_runs_only_for_those_it_is_for():
    assert "leader_told" not in {fact for fact, _ in dues(when_true("category.home"))}


def test_a_deadline_that_has_passed_is_overdue():
    late = seen(when_true("leader_told"), today=date(2026, 11, 24)).due_for("held.talk")
    assert late.urgency is Urgency.OVERDUE


def test_levels_and_rounds_count_from_their_own_day():
    standing = when_true(level="1", level_since=date(2026, 11, 2), round_since=date(2026, 11, 16))
    assert dues(standing) == {("goals_set", date(2026, 11, 16)), ("measures_agreed", date(2026, 11, 23))}


def test_the_deadline_of_a_step_that_was_passed_by_does_not_run():
    assert dues(when_true(level="1", entered_step="do")) == set()


def test_a_warning_is_given_only_where_it_applies():
    step = PATHWAY.level("0").step("talk")
    assert [warning.text.said("en") for warning in warnings(step, NEW)] == ["Always."]
    at_home = when_true("category.home")
    assert [warning.text.said("en") for warning in warnings(step, at_home)] == [
        "Only about the home.",
        "Always.",
    ]


# Whatever is true, in whatever order --------------------------------------------------------------

FACTS = st.sets(st.sampled_from(sorted(facts_known(PATHWAY))))


@given(FACTS, st.sampled_from(["0", "1", "sealed"]))
def test_there_is_always_one_step_to_do_and_a_way_on_from_every_level(facts, level):
    now = seen(when_true(*facts, level=level))
    assert [step.state for step in now.steps].count(State.HERE) <= 1
    assert now.ways_on


@given(FACTS, FACTS)
def test_knowing_more_never_adds_to_what_an_unconditional_way_on_lacks(some, more):
    before, after = (seen(when_true(*facts, level="1")).way_on("again") for facts in (some, some | more))
    assert set(after.missing) <= set(before.missing)


@given(FACTS)
def test_a_way_on_is_open_exactly_when_all_it_needs_is_true(facts):
    needed = {"concern_described", "leader_told", "child_heard", "held.talk", "consent_given"}
    needed |= {"called"} if "category.kindergarten" in facts else set()
    assert (seen(when_true(*facts)).way_on("up").missing == ()) == (needed <= facts)
