"""A case's road: the pathway's levels and steps as the picture needs them."""

from dataclasses import replace

from laget.foundation.speech import gettext
from laget.rules.pathway import Exit
from laget.rules.pathway import Level as PathwayLevel
from laget.rules.step_states import State, StepState, steps_for
from laget.rules.targets import leaves
from laget.staff.child_page import ChildPage
from laget.staff.road import Level, Road, Step
from laget.staff.said import day, sentence, text

DRAWN = {
    State.DONE: "done",
    State.HERE: "here",
    State.OFFERED: "ahead",
    State.AHEAD: "ahead",
    State.PASSED_BY: "skipped",
}


def road_of(page: ChildPage) -> Road:
    """What lies before us is ahead, also where the child has been there and has come down again."""
    here = page.progress.level
    levels = page.pathway.road if not here.protects else (here,)
    behind, ahead = levels[: levels.index(here)], levels[levels.index(here) + 1 :]
    return Road(
        title=gettext("The road through the pathway"),
        levels=(
            *(_elsewhere(level, page, "done" if _was_at(level, page) else "skipped") for level in behind),
            _ended(here, page) if page.case.closed_at else _here(here, page),
            *(_elsewhere(level, page, "ahead") for level in ahead),
        ),
    )


def _was_at(level: PathwayLevel, page: ChildPage) -> bool:
    return level.id in page.around.levels_left


def _elsewhere(level: PathwayLevel, page: ChildPage, state: str) -> Level:
    walked = steps_for(level, page.standing.true)
    steps = tuple(Step(text(step.title), state) for step in walked)
    return Level(level.label, text(level.title), steps=steps, state=state)


def _ended(level: PathwayLevel, page: ChildPage) -> Level:
    days = {"day": day(page.case.closed_at), "until": day(page.case.aftercare_until)}
    ended = (
        gettext("Closed %(day)s. Aftercare until %(until)s.") if days["until"] else gettext("Closed %(day)s.")
    )
    return replace(_elsewhere(level, page, "done"), ended=sentence(ended % days))


def _here(level: PathwayLevel, page: ChildPage) -> Level:
    steps = tuple(_step(state, page) for state in page.progress.steps)
    return Level(level.label, text(level.title), steps, exits=_exits(level.anywhere, page), state="here")


def _step(state: StepState, page: ChildPage) -> Step:
    wait = page.progress.wait_of(state)
    on = day(wait.day) if wait else ""
    exits = _exits(state.step.exits, page)
    return Step(text(state.step.title), DRAWN[state.state], state.step.track, on, exits)


def _exits(written: tuple[Exit, ...], page: ChildPage) -> tuple[str, ...]:
    """The names of those among these ways on that are offered and lead out of the level."""
    level = page.progress.level.id
    offered = {way.exit.id for way in page.progress.ways_on if any(leaves(to, level) for to in way.targets)}
    return tuple(dict.fromkeys(text(way.title) for way in written if way.id in offered))
