"""How far a case has come: it follows from the pathway and what is true, and from nothing else."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.rules.days import Days
from laget.rules.deadlines import Urgency
from laget.rules.pathway_check import facts_known
from laget.rules.pathway_file import read
from laget.rules.progress import doubtful, progress, warnings
from laget.rules.standing import Standing
from laget.rules.step_states import State
from sealed_level import sealed

WONDER = date(2026, 11, 2)  # a Monday
TODAY = date(2026, 11, 4)
WEEKDAYS = Days(*[lambda day: day.weekday() < 5] * 2)

PATHWAY = read(
    """
format = 1
name = "tiny"
version = "1"
title.en = "Tiny"
country = "no"
decided_by.en = "The municipality"
valid_from = 2026-08-01
languages = ["en"]

[[category]]
id = "home"
title.en = "At home"

[[category]]
id = "kindergarten"
title.en = "Kindergarten"

[[meeting]]
id = "talk"
title.en = "Talk"
guardians = true

[[fact]]
id = "called"
title.en = "Called"
to_do.en = "Call"

[[level]]
id = "0"
label = "0"
title.en = "Worry"

[[level.step]]
id = "define"
title.en = "Describe"
by = "author"
done_when = ["concern_described"]

[[level.step]]
id = "tell"
title.en = "Tell"
by = "author"
done_when = ["leader_told"]
[[level.step.exit]]
id = "early"
title.en = "Close early"
to = "closed"

[[level.step]]
id = "look"
title.en = "Look into it"
by = "leader"
done_when = ["called"]
when = ["category.kindergarten"]

[[level.step]]
id = "talk"
title.en = "Talk"
by = "author"
done_when = ["child_heard", "held.talk"]
[[level.step.deadline]]
for = "held.talk"
after = "wonder_arose"
at_most = "3 weeks"
says.en = "Talk within three weeks."
[[level.step.deadline]]
for = "child_heard"
after = "leader_told"
at_most = "2 working days"
says.en = "Hear the child two days after the leader knows."
[[level.step.deadline]]
for = "leader_told"
after = "wonder_arose"
says.en = "At the first opportunity."
unless = ["category.home"]
[[level.step.warning]]
text.en = "Only about the home."
when = ["category.home"]
[[level.step.warning]]
text.en = "Always."

[[level.step]]
id = "clarify"
title.en = "Clarify"
by = "author"
[[level.step.exit]]
id = "close"
title.en = "Close"
to = "closed"
[[level.step.exit]]
id = "up"
title.en = "Get help"
to = "level 1"
requires = ["consent_given"]
[[level.step.exit]]
id = "home-visit"
title.en = "Visit"
to = "level 1"
when = ["category.home"]

[[level]]
id = "1"
label = "1"
title.en = "Help"
holder = "required"
[[level.step]]
id = "plan"
title.en = "Plan"
by = "holder"
done_when = ["goals_set"]
[[level.step.deadline]]
for = "goals_set"
after = "level_entered"
at_most = "2 weeks"
says.en = "Set goals within two weeks."
[[level.step.deadline]]
for = "measures_agreed"
after = "round_started"
at_most = "1 week"
says.en = "Agree each round."
[[level.step]]
id = "do"
title.en = "Do"
by = "team"
done_when = ["measures_agreed"]
[[level.step.exit]]
id = "again"
title.en = "Again"
to = ["step 1.do", "closed"]

"""
    + sealed("called")
)

NEW = Standing(
    level="0",
    entered_step="",
    wonder_on=WONDER,
    opened_on=WONDER + timedelta(days=1),
    level_since=WONDER + timedelta(days=1),
    round_since=WONDER + timedelta(days=1),
    facts={},
)
DEFINED = {"concern_described": TODAY}
TOLD = DEFINED | {"leader_told": TODAY}
TALKED = TOLD | {"child_heard": TODAY, "held.talk": TODAY}


def when_true(*facts, **place):
    """A new case, with these facts true since today."""
    return replace(NEW, facts=dict.fromkeys(facts, TODAY), **place)


def seen(standing, pathway=PATHWAY, today=TODAY):
    return progress(pathway, standing, today=today, days=WEEKDAYS)


def states(standing, pathway=PATHWAY):
    return {step.step.id: step.state.value for step in seen(standing, pathway).steps}


def dues(standing, pathway=PATHWAY):
    return {(due.deadline.fact, due.on) for due in seen(standing, pathway).dues}


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
    assert open_ways == {"effect_close", "continue", "other_measures"}
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
