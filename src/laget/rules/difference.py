"""What is different in another version of a pathway, for those who move a case to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from laget.rules.pathway import Exit, Level, Pathway, Step
from laget.rules.roles import holder_on, role_on
from laget.rules.texts import UNSAID, Text
from laget.rules.vocabulary import Holding

Needs = tuple[str, ...]


class Change(StrEnum):
    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


class Part(StrEnum):
    LEVEL = "level"
    STEP = "step"
    NEEDS = "needs"
    DEADLINE = "deadline"
    EXIT = "exit"
    FACT = "fact"
    ROLE = "role"


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was. `place` is the level it is on; empty for what belongs to none.

    What came or went of a step or a way on says so itself: a deadline by its `says`, a need by its fact.
    """

    change: Change
    part: Part
    title: Text
    place: Text
    says: Text = UNSAID
    need: str = ""


def differences(old: Pathway, new: Pathway) -> tuple[Difference, ...]:
    """In the new one's order of levels, those that are gone last."""
    return (*_of_levels(old, new), *_of_facts(old, new))


def _of_levels(old: Pathway, new: Pathway) -> Iterator[Difference]:
    before, after = _by_id(old.levels), _by_id(new.levels)
    for change, level in _came_and_went(before, after):
        yield Difference(change, Part.LEVEL, level.title, Text())
    for level_id, level in after.items():
        if level_id in before:
            if _held(before[level_id], old) != _held(level, new):
                yield Difference(Change.CHANGED, Part.ROLE, holder_on(level, new), level.title)
            if _said(before[level_id]) != _said(level):
                yield Difference(Change.CHANGED, Part.LEVEL, level.title, Text())
            yield from _of_steps(before[level_id], level)


def _held(level: Level, pathway: Pathway) -> tuple[Any, ...]:
    """Whether somebody holds the baton there, what they are called, and what that rests on."""
    role = role_on(level, pathway)
    law = pathway.law(role.law) if role else None
    return level.holder, holder_on(level, pathway), role and role.says, law and (law.title, law.says)


def _said(level: Level) -> Level:
    """The level without what is told of by itself, and without what no page tells."""
    return replace(level, id="", holder=Holding.NONE, role="", steps=(), anywhere=(), proposals=())


def _of_steps(old: Level, new: Level) -> Iterator[Difference]:
    before, after = _by_id(old.steps), _by_id(new.steps)
    for change, step in _came_and_went(before, after):
        yield Difference(change, Part.STEP, step.title, new.title)
    for step_id, step in after.items():
        if step_id in before:
            yield from _of_step(before[step_id], step, new)
    exits = {way.id: way for way in old.exits()}, {way.id: way for way in new.exits()}
    for change, way in _came_and_went(*exits):
        yield Difference(change, Part.EXIT, way.title, new.title)
    for way_id, way in exits[1].items():
        yield from _of_exit(exits[0].get(way_id, way), way, new)


def _of_step(old: Step, new: Step, level: Level) -> Iterator[Difference]:
    yield from _of_needs(old.done_when, new.done_when, new.title, level)
    yield from _of_deadlines(old, new, level)
    if _words(old) != _words(new):
        yield Difference(Change.CHANGED, Part.STEP, new.title, level.title)


def _of_exit(old: Exit, new: Exit, level: Level) -> Iterator[Difference]:
    yield from _of_needs(old.requires, new.requires, new.title, level)
    if replace(old, requires=()) != replace(new, requires=()):
        yield Difference(Change.CHANGED, Part.EXIT, new.title, level.title)


def _of_needs(old: Needs, new: Needs, title: Text, level: Level) -> Iterator[Difference]:
    for need in new:
        if need not in old:
            yield Difference(Change.NEW, Part.NEEDS, title, level.title, need=need)
    for need in old:
        if need not in new:
            yield Difference(Change.GONE, Part.NEEDS, title, level.title, need=need)
    if old != new and set(old) == set(new):
        yield Difference(Change.CHANGED, Part.NEEDS, title, level.title)


def _of_deadlines(old: Step, new: Step, level: Level) -> Iterator[Difference]:
    came = [each.says for each in new.deadlines if each not in old.deadlines]
    went = [each.says for each in old.deadlines if each not in new.deadlines]
    for says in came:
        change = Change.CHANGED if says in went else Change.NEW
        yield Difference(change, Part.DEADLINE, new.title, level.title, says)
    for says in went:
        if says not in came:
            yield Difference(Change.GONE, Part.DEADLINE, new.title, level.title, says)


def _words(step: Step) -> Step:
    """The step without what is told of by itself."""
    return replace(step, done_when=(), deadlines=(), exits=(), rank=0)


def _of_facts(old: Pathway, new: Pathway) -> Iterator[Difference]:
    for change, fact in _came_and_went(_by_id(old.facts), _by_id(new.facts)):
        yield Difference(change, Part.FACT, fact.title, Text())
    before, after = _by_id(old.forms), _by_id(new.forms)
    for change, form in _came_and_went(before, after):
        yield Difference(change, Part.FACT, form.title, Text())
    for form_id, form in after.items():
        if form != before.get(form_id, form):
            yield Difference(Change.CHANGED, Part.FACT, form.title, Text())


def _by_id(things: tuple[Any, ...]) -> dict[str, Any]:
    return {thing.id: thing for thing in things}


def _came_and_went(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[Change, Any]]:
    for name, thing in after.items():
        if name not in before:
            yield Change.NEW, thing
    for name, thing in before.items():
        if name not in after:
            yield Change.GONE, thing
