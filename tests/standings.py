"""A small pathway, and cases that stand somewhere in it."""

from dataclasses import replace
from datetime import date, timedelta

from laget.rules.days import Days
from laget.rules.pathway_file import read
from laget.rules.progress import progress
from laget.rules.standing import Standing
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
