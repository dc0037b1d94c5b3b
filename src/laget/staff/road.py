"""The child's road through the pathway: what is behind, where we are, what comes next.

The page has it as a picture and, for those who do not see pictures, in words and as a list.
"""

from dataclasses import dataclass

from django.utils.translation import gettext


@dataclass(frozen=True)
class Step:
    name: str
    state: str  # done | here | ahead | skipped


@dataclass(frozen=True)
class Level:
    """`exits` are the ways that lead out of it. `state` is for a level without steps."""

    label: str
    name: str
    steps: tuple[Step, ...] = ()
    exits: tuple[str, ...] = ()
    state: str = "ahead"

    @property
    def stands(self) -> str:
        """Here when one of its steps is; behind when all of them are."""
        states = {step.state for step in self.steps} or {self.state}
        if "here" in states:
            return "here"
        return "done" if states <= {"done", "skipped"} else "ahead"

    @property
    def is_here(self) -> bool:
        return self.stands == "here"

    @property
    def next_step(self) -> Step | None:
        """The step after the one we are at, unless that one was the last of the level."""
        after = False
        for step in self.steps:
            if after and step.state == "ahead":
                return step
            after = after or step.state == "here"
        return None


@dataclass(frozen=True)
class Road:
    title: str
    levels: tuple[Level, ...]

    @property
    def here(self) -> Level | None:
        return next((level for level in self.levels if level.is_here), None)


def in_words(road: Road) -> str:
    """What the picture says, in two or three sentences."""
    level = road.here
    if level is None:
        done = all(each.stands == "done" for each in road.levels)
        return gettext("All of the road is behind.") if done else gettext("Not on this road now.")
    here = [step.name for step in level.steps if step.state == "here"]
    if len(here) > 1:
        several = {"label": level.label, "level": level.name, "steps": ", ".join(here)}
        return gettext("We are at level %(label)s, %(level)s, at several steps: %(steps)s.") % several
    place = {"label": level.label, "level": level.name, "of": len(level.steps)}
    for number, step in enumerate(level.steps, 1):
        if step.state == "here":
            place |= {"number": number, "step": step.name}
    if not level.steps:
        return gettext("We are at level %(label)s, %(level)s.") % place
    said = gettext("We are at level %(label)s, %(level)s, step %(number)s of %(of)s: %(step)s.") % place
    if level.next_step:
        said += " " + gettext("Next: %(step)s.") % {"step": level.next_step.name}
    return said
