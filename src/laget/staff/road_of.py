"""A case's road: the pathway's levels and steps as the picture needs them."""

from laget.foundation.speech import gettext
from laget.rules.pathway import Exit
from laget.rules.pathway import Level as PathwayLevel
from laget.rules.step_states import State, StepState, done_before_the_end, steps_for
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
    """What lies before us is ahead, also where the child has been there and has come down again. So is all
    of it where the pathway does not know the place any more."""
    here = page.progress.level
    levels = page.pathway.road if not here.protects else (here,)
    at = next((number for number, level in enumerate(levels) if level.id == here.id), 0)
    return Road(
        title=gettext("The road through the pathway"),
        levels=tuple(_level(level, page, is_behind=number < at) for number, level in enumerate(levels)),
    )


def _level(level: PathwayLevel, page: ChildPage, *, is_behind: bool) -> Level:
    if level.id == page.progress.level.id:
        return _ended(level, page) if page.case.closed_at else _here(level, page)
    behind = "done" if level.id in page.around.levels_left else "skipped"
    is_over = is_behind or (page.case.closed_at and behind == "done")
    return _elsewhere(level, page, behind if is_over else "ahead")


def _elsewhere(level: PathwayLevel, page: ChildPage, state: str) -> Level:
    walked = steps_for(level, page.standing.true)
    steps = tuple(Step(text(step.title), state) for step in walked)
    return Level(level.label, text(level.title), steps=steps, state=state)


def _ended(level: PathwayLevel, page: ChildPage) -> Level:
    """What was not done before the case ended stays undone."""
    case = page.case
    days = {"day": day(case.closed_at), "until": day(case.aftercare_until)}
    done = done_before_the_end(page.progress.steps)
    ended = gettext("Closed %(day)s.")
    if case.in_error:
        ended = gettext("Registered in error %(day)s.")
    elif case.aftercare_until:
        ended = gettext("Closed %(day)s. Aftercare until %(until)s.")
    steps = tuple(
        Step(text(step.title), "done" if step in done else "skipped") for step, *_state in page.progress.steps
    )
    return Level(level.label, text(level.title), steps, state="done", ended=sentence(ended % days))


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
