"""A pathway larger than any that a municipality has written, as dense as the shipped ones."""

from laget.rules.texts import LANGUAGES

ON_A_LEVEL = 10


def large_pathway(steps: int, *, version: str) -> str:
    """Levels of ten steps, each with facts, deadlines, warnings and ways on of its own, in all languages."""
    levels = range(-(-steps // ON_A_LEVEL))
    facts = "".join(_fact(number) for number in range(steps))
    body = "".join(_level(number, min(ON_A_LEVEL, steps - number * ON_A_LEVEL), levels) for number in levels)
    return _top(version) + facts + body + _SEALED + "".join(_story(number) for number in levels)


def _said(key: str, words: str) -> str:
    return "".join(f'{key}.{language} = "{words}, in {language}"\n' for language in LANGUAGES)


def _top(version: str) -> str:
    return f"""format = 1
name = "large"
version = "{version}"
country = "no"
valid_from = 2026-08-01
languages = {list(LANGUAGES)}
aftercare = "3 months"
{_said("title", "A large pathway")}{_said("decided_by", "The council")}
[[law]]
id = "law"
checked_on = 2026-08-01
{_said("title", "The law")}{_said("says", "What it says")}
[[category]]
id = "environment"
{_said("title", "The environment")}
[[meeting]]
id = "talk"
guardians = true
{_said("title", "Talk")}
[[resource]]
id = "guide"
{_said("title", "A guide")}"""


def _fact(number: int) -> str:
    return f"""
[[fact]]
id = "fact-{number}"
kind = "note"
lasts = "level"
{_said("title", f"Done {number}")}{_said("to_do", f"Do {number}")}{_said("ask", "What was done?")}"""


def _level(number: int, steps: int, levels: range) -> str:
    first = number * ON_A_LEVEL
    inner = "".join(_step(step) for step in range(first, first + steps))
    onward = f"level {number + 1}" if number + 1 in levels else "level 0"
    return f"""
[[level]]
id = "{number}"
label = "{number}"
holder = "required"
{_said("title", f"Level {number}")}{_said("about", "What this level is for")}{inner}
[[level.step.exit]]
id = "onward"
to = "{onward}"
requires = ["services_invited", "consent_given or fact-{first}"]
{_said("title", "Go on")}{_said("help", "When to go on")}
[[level.step.exit]]
id = "close"
to = ["aftercare", "closed"]
helped = true
{_said("title", "Close")}{_said("help", "When to close")}"""


def _step(number: int) -> str:
    return f"""
[[level.step]]
id = "step-{number}"
by = "holder"
meeting = "talk"
guardians = true
hear_child = true
done_when = ["fact-{number}", "child_heard", "held.talk"]
resources = ["guide"]
{_said("title", f"Do {number}")}{_said("help", "Two or three sentences. They say what to do. They are short")}
[[level.step.deadline]]
for = "fact-{number}"
after = "level_entered"
at_most = "{number % 9 + 1} weeks"
when = ["category.environment"]
{_said("says", "By when, and whose deadline it is")}
[[level.step.deadline]]
for = "fact-{number}"
after = "wonder_arose"
at_most = "{number % 30 + 5} working days"
law = "law"
unless = ["category.environment"]
{_said("says", "By when, and whose deadline it is")}
[[level.step.warning]]
law = "law"
{_said("text", "Something to read before going on")}
[[level.step.exit]]
id = "early-{number}"
to = "closed"
unless = ["adult_here"]
{_said("title", "Close early")}{_said("help", "When to close early")}"""


def _story(level: int) -> str:
    first = level * ON_A_LEVEL
    return f"""
[[story]]
title = "Into level 0, number {level}"
category = "environment"
wonder = 2026-09-01
[[story.event]]
on = 2026-09-01
happens = ["concern_described"]
[story.event.then]
level = "0"
[[story.event]]
after = "1 week"
happens = ["child_heard", "held.talk", "fact-{first}"]
[story.event.then]
level = "0"
"""


_SEALED = f"""
[[level]]
id = "sealed"
label = "S"
protects = "violence"
{_said("title", "Protect the child")}
[[level.step]]
id = "protect"
by = "author"
done_when = ["leader_told"]
{_said("title", "Call")}
[[level.step.exit]]
id = "over"
to = "closed"
{_said("title", "Handed over")}"""
