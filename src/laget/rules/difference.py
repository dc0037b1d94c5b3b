"""What is different in another version of a pathway, for those who move a case to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from laget.rules.pathway import Level, Pathway, Step
from laget.rules.roles import holder_on, role_on
from laget.rules.texts import Text
from laget.rules.vocabulary import Holding


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
    """One thing that is not as it was. `place` is the level it is on; empty for what belongs to none."""

    change: Change
    part: Part
    title: Text
    place: Text


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
        if way != exits[0].get(way_id, way):
            yield Difference(Change.CHANGED, Part.EXIT, way.title, new.title)


def _of_step(old: Step, new: Step, level: Level) -> Iterator[Difference]:
    if old.done_when != new.done_when:
        yield Difference(Change.CHANGED, Part.NEEDS, new.title, level.title)
    if old.deadlines != new.deadlines:
        yield Difference(Change.CHANGED, Part.DEADLINE, new.title, level.title)
    if _words(old) != _words(new):
        yield Difference(Change.CHANGED, Part.STEP, new.title, level.title)


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
