"""The child's road through the pathway: what is behind, where we are, what comes next.

The page has it as a picture and, for those who do not see pictures, in words and as a list.
"""

from dataclasses import dataclass

from laget.foundation.speech import gettext
from laget.staff.said import sentence


@dataclass(frozen=True)
class Step:
    """`on` is the day that it waits for, where there is nothing to do in it before that. `exits` are the ways
    that lead from it out of the level."""

    name: str
    state: str  # done | here | ahead | skipped
    track: str = ""
    on: str = ""
    exits: tuple[str, ...] = ()

    def in_line_with(self, other: "Step") -> bool:
        """Tracks do not wait for each other."""
        return self.track == other.track or not self.track or not other.track


@dataclass(frozen=True)
class Level:
    """`exits` are the ways that lead out of it from anywhere. `state` is for a level without steps. `ended`
    says that the case has ended here, and when."""

    label: str
    name: str
    steps: tuple[Step, ...] = ()
    exits: tuple[str, ...] = ()
    state: str = "ahead"
    ended: str = ""

    @property
    def stands(self) -> str:
        """Here when one of its steps is; behind when all of them are, and passed by when none was taken.
        Where the case has ended it has been, also when it did nothing there."""
        states = {step.state for step in self.steps} or {self.state}
        if "here" in states:
            return "here"
        return next(
            (state for state in ("ahead", "done") if state in states), "done" if self.ended else "skipped"
        )

    @property
    def is_here(self) -> bool:
        return self.stands == "here"

    @property
    def next_steps(self) -> tuple[Step, ...]:
        """The step after the one we are at, of each track its own; none after the last of the level."""
        here = next(
            (number for number, step in enumerate(self.steps) if step.state == "here"), len(self.steps)
        )
        ahead = [step for step in self.steps[here:] if step.state == "ahead"]
        return tuple(
            step
            for number, step in enumerate(ahead)
            if not any(before.in_line_with(step) for before in ahead[:number])
        )

    @property
    def seen(self) -> tuple[tuple[Step, str], ...]:
        """Each step with its state, in which what is next is told from what is later."""
        following = self.next_steps
        return tuple(
            (step, "next" if any(step is each for each in following) else step.state) for step in self.steps
        )


@dataclass(frozen=True)
class Road:
    title: str
    levels: tuple[Level, ...]

    @property
    def here(self) -> Level | None:
        return next((level for level in self.levels if level.is_here), None)


def kicker(step: Step, seen: str) -> str:
    """The word over a step's name: now, or the day that it waits for, and next. Nothing for the others."""
    now = gettext("On %(day)s") % {"day": step.on} if step.on else gettext("Now")
    return {"here": now, "next": gettext("Next")}.get(seen, "")


def in_words(road: Road) -> str:
    """What the picture says, in two or three sentences."""
    level = road.here
    if level is None:
        ended = next((each for each in road.levels if each.ended), None)
        return _ended(ended) if ended else gettext("Not on this road now.")
    here = [step.name for step in level.steps if step.state == "here"]
    following = ", ".join(step.name for step in level.next_steps)
    said = " ".join([_where(level, here), *_waiting(level)])
    if following:
        said += " " + gettext("Next: %(step)s.") % {"step": following}
    return said


def _ended(level: Level) -> str:
    place = {"label": level.label, "level": level.name, "ended": level.ended}
    return gettext("The road ended at level %(label)s, %(level)s. %(ended)s") % place


def _waiting(level: Level) -> list[str]:
    waiting = [step for step in level.steps if step.state == "here" and step.on]
    return [
        sentence(gettext("%(step)s: on %(day)s.") % {"step": step.name, "day": step.on}) for step in waiting
    ]


def _where(level: Level, here: list[str]) -> str:
    place = {"label": level.label, "level": level.name, "of": len(level.steps)}
    if len(here) > 1:
        place |= {"steps": ", ".join(here)}
        return gettext("We are at level %(label)s, %(level)s, at several steps: %(steps)s.") % place
    for number, step in enumerate(level.steps, 1):
        if step.state == "here":
            place |= {"number": number, "step": step.name}
    if not level.steps:
        return gettext("We are at level %(label)s, %(level)s.") % place
    return gettext("We are at level %(label)s, %(level)s, step %(number)s of %(of)s: %(step)s.") % place
