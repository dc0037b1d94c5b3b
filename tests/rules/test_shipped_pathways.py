"""The pathways that come along: complete, readable, in today's law, and true to their sources."""

import re
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from laget.rules.pathway_file import read
from laget.rules.texts import Text
from laget.rules.vocabulary import (
    AbsenceKind,
    Actor,
    Anchor,
    Country,
    Fact,
    FactKind,
    Holding,
    Lasting,
    Period,
    Teller,
    Unit,
)

SHIPPED = sorted((Path(__file__).parents[2] / "pathways").glob("*.toml"))

shipped = pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)


def texts_in(value):
    """Every text in a pathway, however deep."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts_in(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))


def sentences(text):
    return [sentence for sentence in re.split(r"(?<=[.!?:])\s+", text) if sentence.strip()]


def lix(text):
    """How heavy a text is to read: words in a sentence, and how many of the words are long."""
    words = re.findall(r"[^\W\d_]+", text)
    long_words = [word for word in words if len(word) > 6]
    return len(words) / len(sentences(text)) + 100 * len(long_words) / len(words)


def said_to_people(pathway, language):
    """The texts that are sentences, not titles."""
    return [said for text in texts_in(pathway) if (said := text.said(language)).endswith((".", "?", "!"))]


@shipped
def test_a_shipped_pathway_is_right(path):
    assert read(path.read_text()).name == path.stem


@shipped
def test_a_shipped_pathway_speaks_all_four_languages(path):
    pathway = read(path.read_text())
    assert set(pathway.languages) == {"nb", "nn", "da", "en"}
    assert all(set(text.by_language) == {"nb", "nn", "da", "en"} for text in texts_in(pathway) if text)


@shipped
@pytest.mark.parametrize("language", ["nb", "nn", "da", "en"])
def test_a_tired_teacher_can_read_it(path, language):
    said = said_to_people(read(path.read_text()), language)
    assert lix(" ".join(said)) <= 40
    assert [text for text in said if len(text.split()) >= 30 and lix(text) > 40] == []
    assert [line for text in said for line in sentences(text) if len(line.split()) > 22] == []


@shipped
def test_everything_in_a_shipped_pathway_is_used(path):
    pathway = read(path.read_text())
    steps = [step for level in pathway.levels for step in level.steps]
    parts = [part for step in steps for part in (*step.deadlines, *step.warnings)]
    needed = set().union(*(step.done_when for step in steps))
    needed |= set().union(*(way.requires for step in steps for way in step.exits))
    assert {declared.id for declared in pathway.facts} <= needed
    assert {meeting.id for meeting in pathway.meetings} == {step.meeting for step in steps} - {""}
    assert {law.id for law in pathway.laws} - {"child-heard"} <= {
        part.law for part in (*parts, *pathway.adult_here)
    }


@shipped
def test_no_shipped_pathway_cites_repealed_law(path):
    said = [said for text in texts_in(read(path.read_text())) for said in text.by_language.values()]
    assert [text for text in said if re.search(r"§\s*9\s?a|9a-sak|§\s*3-1\b|[Ss]erviceloven", text)] == []


@shipped
def test_no_deadline_of_a_shipped_pathway_pretends_to_be_law(path):
    """A deadline with a number either rests on a law or says that the municipality set it."""
    pathway = read(path.read_text())
    for level in pathway.levels:
        for step in level.steps:
            for deadline in step.deadlines:
                assert deadline.law or "ommunen" in deadline.says.said("nb"), deadline.says.said("nb")


@shipped
def test_a_sealed_case_brings_the_staff_together_and_nobody_else(path):
    pathway = read(path.read_text())
    step, *others = pathway.protection("violence").steps
    assert others == [] and not step.guardians
    assert not pathway.meeting(step.meeting).guardians
    assert f"held.{step.meeting}" not in step.done_when  # to meet is never what a report waits for
    assert set(step.done_when) == {
        "called",
        "childs_words",
        "report_sent",
        "siblings_considered",
        "leader_told",
    }
    assert [way.targets for way in step.exits] == [("closed",)]


def outline(pathway):
    return [
        (level.id, step.id, {way.id: way.targets for way in step.exits})
        for level in pathway.levels
        for step in level.steps
    ]


def shipped_pathway(name):
    return read(next(path for path in SHIPPED if path.stem == name).read_text())


def test_the_way_through_levels_0_to_3():
    well = ("aftercare", "closed")
    assert outline(shipped_pathway("nivaa-0-3")) == [
        ("0", "define", {}),
        ("0", "tell_leader", {"early_close": ("closed",)}),
        ("0", "tell_of_adult", {}),
        ("0", "look_into_adult", {"adult_close": ("closed",)}),
        ("0", "investigate", {}),
        ("0", "talk", {}),
        ("0", "clarify", {"close": ("closed",), "level_1": ("level 1",), "level_2": ("level 2",)}),
        ("1", "understand", {}),
        ("1", "carry_out", {}),
        ("1", "evaluate", {}),
        ("1", "decide", {"effect_close": well, "continue": ("step 1.carry_out",),
                         "other_measures": ("step 1.understand",), "level_2": ("level 2",),
                         "level_3": ("level 3",)}),
        ("2", "invite", {}),
        ("2", "consent", {"without_consent": ("level 1", "closed", "aftercare")}),
        ("2", "meet", {}),
        ("2", "other", {}),
        ("2", "measures", {}),
        ("2", "evaluate", {}),
        ("2", "decide", {"effect_close": well, "continue": ("step 2.measures",),
                         "other_measures": ("step 2.other",), "level_3": ("level 3",)}),
        ("3", "invite", {}),
        ("3", "consent", {"without_consent": ("level 1", "level 2", "closed", "aftercare")}),
        ("3", "discuss", {}),
        ("3", "plan", {}),
        ("3", "carry_out", {}),
        ("3", "evaluate", {"effect_close": well, "continue": ("step 3.carry_out",),
                           "other_measures": ("step 3.plan",)}),
        ("3", "onward", {"onward": ("level 1", "level 2", "level 3")}),
        ("sealed", "protect", {"close": ("closed",)}),
    ]  # fmt: skip


def test_the_danish_way_goes_round():
    pathway = shipped_pathway("kom-i-skole")
    team = [row for row in outline(pathway) if row[0] == "2"]
    steps = [step for _, step, _ in team]
    assert steps == ["invite", "consent", "meet", "uncover", "plan", "look", "assess", "adjust"]
    assert team[-1][2] == {
        "repeat": ("step 2.plan",),
        "uncover_again": ("step 2.uncover",),
        "own_school": ("level 1",),
        "end": ("aftercare", "closed"),
    }


def test_the_danish_way_ends_on_a_judgement_and_never_on_a_number():
    pathway = shipped_pathway("kom-i-skole")
    ends = [way for level in pathway.road for way in level.exits() if way.id == "end"]
    assert len(ends) == 2
    assert all({"ending_judged", "after_planned"} <= set(way.requires) for way in ends)


@pytest.mark.parametrize("name", ["nivaa-0-3", "kom-i-skole"])
def test_other_services_come_only_with_consent(name):
    pathway = shipped_pathway(name)
    upwards = [
        way
        for place, level in enumerate(pathway.road)
        for way in level.exits()
        for later in pathway.road[place + 1 :]
        if f"level {later.id}" in way.targets and later.id in ("2", "3")
    ]
    assert upwards
    assert all({"consent_given", "services_invited"} <= set(way.requires) for way in upwards)


def test_early_effort_goes_from_where_the_child_is_to_a_team_with_the_parents():
    pathway = shipped_pathway("tidleg-innsats")
    assert [level.id for level in pathway.road] == ["concern", "local", "team", "examination"]
    assert pathway.level("team").step("meet").guardians
    to_team = next(way for way in pathway.level("local").exits() if way.id == "team")
    assert set(to_team.requires) == {"services_invited", "consent_given"}
    assert {way.id for way in pathway.level("team").step("look").exits} == {
        "effect_close",
        "other_measures",
        "assess_again",
        "examine",
    }


def test_every_evaluation_hears_the_child_and_the_family():
    for level in ("1", "2", "3"):
        evaluation = shipped_pathway("nivaa-0-3").level(level).step("evaluate")
        assert {"child_heard", "views_gathered", "measures_reviewed"} <= set(evaluation.done_when)


def test_the_child_is_to_be_heard_wherever_source_002_says_so():
    pathway = shipped_pathway("nivaa-0-3")
    reminded = {(level.id, step.id) for level in pathway.levels for step in level.steps if step.hear_child}
    assert reminded >= {
        ("0", "talk"),
        ("1", "carry_out"),
        ("1", "decide"),
        ("2", "measures"),
        ("2", "evaluate"),
        ("3", "evaluate"),
    }


def test_laws_were_checked_after_they_came_into_force():
    pathway = shipped_pathway("nivaa-0-3")
    assert min(law.checked_on for law in pathway.laws) >= date(2026, 5, 2)


# The manual ---------------------------------------------------------------------------------------

MANUAL = (Path(__file__).parents[2] / "docs" / "pathway-language.md").read_text()


def test_the_whole_small_pathway_in_the_manual_is_right():
    *_, whole = re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL)
    assert [level.label for level in read(whole).road] == ["A", "B"]


@pytest.mark.parametrize(
    "words", [Fact, Anchor, Actor, FactKind, Lasting, Holding, Country, Unit, AbsenceKind, Period, Teller]
)
def test_the_manual_knows_every_word_of_the_language(words):
    assert [str(word) for word in words if not re.search(rf'["`]{word}["`]|\d {word}', MANUAL)] == []


@pytest.mark.parametrize(("service", "law"), [("school", "oppl-12-5"), ("kindergarten", "bhl-43")])
def test_an_adult_here_asks_of_a_school_and_of_a_kindergarten_what_their_own_law_asks(service, law):
    assert [duty.law for duty in shipped_pathway("nivaa-0-3").adult_duties(service)] == [law]
    assert [duty.law for duty in shipped_pathway("kom-i-skole").adult_duties(service)] == [""]


def test_an_adult_here_is_looked_into_before_anything_else_is():
    level = shipped_pathway("nivaa-0-3").level("0")
    adult = frozenset({"adult_here"})
    steps = [step.id for step in level.steps if step.condition.applies(adult)]
    assert steps == ["define", "tell_of_adult", "look_into_adult", "talk", "clarify"]
