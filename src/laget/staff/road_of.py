"""A case's road: the pathway's levels and steps as the picture needs them."""

from laget.foundation.speech import gettext
from laget.rules.pathway import Level as PathwayLevel
from laget.rules.step_states import State, StepState, steps_for
from laget.rules.targets import parse
from laget.staff.child_page import ChildPage
from laget.staff.road import Level, Road, Step
from laget.staff.said import day, text

DRAWN = {
    State.DONE: "done",
    State.HERE: "here",
    State.OFFERED: "ahead",
    State.AHEAD: "ahead",
    State.PASSED_BY: "skipped",
}


def road_of(page: ChildPage) -> Road:
    levels = page.pathway.road if not page.progress.level.protects else (page.progress.level,)
    return Road(
        title=gettext("The road through the pathway"),
        levels=tuple(_level(level, page) for level in levels),
    )


def _level(level: PathwayLevel, page: ChildPage) -> Level:
    if level.id == page.progress.level.id and not page.case.closed_at:
        steps = tuple(_step(state, page) for state in page.progress.steps)
        return Level(level.label, text(level.title), steps=steps, exits=_exits(page))
    behind = level.id in page.around.levels_left or level.id == page.progress.level.id
    walked = steps_for(level, page.standing.true)
    steps = tuple(Step(text(step.title), "done" if behind else "ahead") for step in walked)
    return Level(level.label, text(level.title), steps=steps)


def _step(state: StepState, page: ChildPage) -> Step:
    wait = page.progress.wait_of(state)
    on = day(wait.day) if wait else ""
    return Step(text(state.step.title), DRAWN[state.state], state.step.track, on)


def _exits(page: ChildPage) -> tuple[str, ...]:
    """The names of the ways that lead out of this level."""
    ways = page.progress.ways_on
    leaving = [
        way
        for way in ways
        if any((t := parse(x)) and t.level != page.progress.level.id for x in way.exit.targets)
    ]
    return tuple(dict.fromkeys(text(way.exit.title) for way in leaving))
