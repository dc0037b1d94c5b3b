"""What a pathway file may say, and what it is told when it says something else."""

import pytest

from laget.rules.durations import Amount, Duration
from laget.rules.pathway_file import read
from laget.rules.targets import parse
from laget.rules.vocabulary import Actor, FactKind, Holding, Lasting, Unit
from laget.rules.ways_check import facts_of_guardians
from sealed_level import sealed

TINY = '''\
# A small pathway: somebody worries, somebody talks.
format = 1
name = "tiny"
version = "1"
title.nb = "Liten"
title.en = """A small
    pathway"""
country = "no"
decided_by.nb = "Kommunen"
decided_by.en = "The municipality"
valid_from = 2026-08-01
languages = ["nb", "en"]
aftercare = "3 months"

[words]
holder.nb = "stafettholder"
holder.en = "baton holder"

[[law]]
id = "school-law"
title.nb = "Skoleloven § 1"
title.en = "The School Act, section 1"
checked_on = 2026-05-02

[[category]]
id = "absence"
title.nb = "Fravær"
title.en = "Absence"
services = ["school"]

[[resource]]
id = "guide"
title.nb = "Veileder"
title.en = "Guide"

[[meeting]]
id = "talk"
title.nb = "Samtale"
title.en = "Talk"
guardians = true

[[meeting.item]]
text.nb = "Hva sier barnet?"
text.en = "What does the child say?"

[[fact]]
id = "called"
title.nb = "Ringt"
title.en = "Called"
to_do.nb = "Ring"
to_do.en = "Call"
kind = "note"

[[level]]
id = "0"
label = "0"
title.nb = "Uro"
title.en = "Worry"

[[level.step]]
id = "define"
title.nb = "Beskriv"
title.en = "Describe"
by = "author"
done_when = ["concern_described"]

[[level.step]]
id = "speak"
title.nb = "Snakk"
title.en = "Speak"
by = "author"
meeting = "talk"
resources = ["guide"]
done_when = [
  "held.talk",
  "child_heard",
]

[[level.step.deadline]]
for = "held.talk"
after = "wonder_arose"
at_most = "3 weeks"
says.nb = "Snakk innen tre uker."
says.en = "Speak within three weeks."
law = "school-law"
unless = ["category.absence"]

[[level.step.warning]]
text.nb = "Husk fraværet."
text.en = "Remember the absence."
when = ["category.absence"]

[[level.step.exit]]
id = "close"
title.nb = "Avslutt"
title.en = "Close"
to = ["closed", "aftercare"]

[[level.step.exit]]
id = "help"
title.nb = "Hjelp"
title.en = "Help"
to = "step 1.decide"
requires = ["consent_given"]

[[level]]
id = "1"
label = "1"
title.nb = "Hjelp"
title.en = "Help"
holder = "required"

[[level.step]]
id = "decide"
title.nb = "Bestem"
title.en = "Decide"
by = "holder"

[[level.step.exit]]
id = "again"
title.nb = "Igjen"
title.en = "Again"
to = ["level 1", "closed"]
''' + sealed("called", ("nb", "en"))


# What a right file says ---------------------------------------------------------------------------


def test_a_pathway_knows_where_every_worry_begins():
    assert read(TINY).first_level.id == "0"


def test_the_road_leaves_out_what_protects():
    assert [level.id for level in read(TINY).road] == ["0", "1"]
    assert read(TINY).protection("violence").id == "sealed"


def test_each_text_is_said_in_the_language_asked_for():
    title = read(TINY).level("0").title
    assert (title.said("nb"), title.said("en")) == ("Uro", "Worry")


@pytest.mark.parametrize(("asked", "said"), [("nn", "Uro"), ("da", "Uro"), ("uk", "Uro")])
def test_a_text_that_is_missing_is_said_in_the_nearest_language(asked, said):
    assert read(TINY).level("0").title.said(asked) == said


def test_a_long_text_may_run_over_several_lines():
    assert read(TINY).title.said("en") == "A small pathway"


def test_a_step_says_who_what_and_when():
    step = read(TINY).level("0").step("speak")
    assert step.by == Actor.AUTHOR
    assert step.done_when == ("held.talk", "child_heard")
    assert step.deadlines[0].at_most == Amount(Duration(3, Unit.WEEKS))
    assert step.deadlines[0].law == "school-law"
    assert [way.targets for way in step.exits] == [("closed", "aftercare"), ("step 1.decide",)]


def test_what_is_not_written_is_not_invented():
    pathway = read(TINY)
    step = pathway.level("0").step("define")
    assert (step.deadlines, step.warnings, step.exits, step.guardians) == ((), (), (), False)
    assert pathway.level("0").holder is Holding.NONE
    assert (pathway.facts[0].kind, pathway.facts[0].lasts) == (FactKind.NOTE, Lasting.CASE)


def test_a_condition_applies_when_any_of_its_facts_is_true_and_none_is_against_it():
    step = read(TINY).level("0").step("speak")
    warning, deadline = step.warnings[0].condition, step.deadlines[0].condition
    absence = frozenset({"category.absence"})
    assert warning.applies(absence) and not warning.applies(frozenset())
    assert deadline.applies(frozenset()) and not deadline.applies(absence)


def test_who_meets_the_guardians_is_known():
    assert {"planned.talk", "held.talk", "consent_given"} <= facts_of_guardians(read(TINY))


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("closed", ("", "", True)),
        ("aftercare", ("", "", True)),
        ("stay", ("", "", False)),
        ("level 2", ("2", "", False)),
        ("level kom-i-skole", ("kom-i-skole", "", False)),
        ("step 2.measures", ("2", "measures", False)),
    ],
)
def test_an_exit_leads_where_it_says(written, means):
    target = parse(written)
    assert target and (target.level, target.step, target.closes) == means


@pytest.mark.parametrize("written", ["", "level", "level  2", "2", "step measures", "step 2.", "Closed"])
def test_an_exit_that_says_nothing_leads_nowhere(written):
    assert parse(written) is None
