"""Steps and ways on that no case ever comes past: what they or a step before them need shuts them."""

from collections.abc import Iterable, Iterator
from itertools import product

from laget.rules.clashes import Questions, said, said_shut
from laget.rules.conditions import ALWAYS, AND, Condition, choices_of
from laget.rules.pathway import Exit, Level, Pathway, Step
from laget.rules.reading import Faults
from laget.rules.targets import parse
from laget.rules.toml_lines import Path
from laget.rules.written import exits


def check(pathway: Pathway, ready: Pathway, questions: Questions, faults: Faults) -> None:
    """Wherever a case came in. What is told of a step is not told of its ways on too."""
    numbers = {level.id: number for number, level in enumerate(pathway.levels)}
    entered = _entered(ready)
    for level in ready.levels:
        walk = _Walk(level, entered[level.id], questions)
        _by_unless(pathway.levels[numbers[level.id]], walk, ("level", numbers[level.id]), faults)
        if not (walk.asked and pathway.levels[numbers[level.id]].steps):
            continue
        for place, step in enumerate(level.steps):
            path: Path = ("level", numbers[level.id], "step", place)
            if _for_all(step) and (named := walk.shut(step)):
                before = (
                    f"Nobody ever comes past step “{step.id}”, for a step before it needs another answer: "
                )
                faults.at(path, before + said(named))
                break
            for each, way in enumerate(step.exits):
                if named := walk.shut(step, way.requires, way.condition):
                    never = f"Nobody can ever take “{way.id}”, for a step before it needs another answer: "
                    key = "requires" if way.requires else "when"
                    faults.at((*path, "exit", each, key), never + said(named))


def _by_unless(written: Level, walk: "_Walk", path: Path, faults: Faults) -> None:
    """Ways on that are closed by the very thing that they, or the steps on the way to them, need."""
    for place, way in exits(written):
        step = written.steps[int(place[1])] if place[0] == "step" else None
        closing = [(place, way.condition.unless), (place[:2], step.condition.unless if step else frozenset())]
        for at, unless in closing:
            if unless and (named := walk.forbidden(step.id if step else "", way, unless)):
                said_so = f"Nobody can ever take “{way.id}”: {said_shut(named)}"
                faults.at((*path, *at, "unless"), said_so)


class _Walk:
    """A level, walked by a case that came in at one of `places`; None for its beginning."""

    def __init__(self, level: Level, entered: set[str], questions: Questions) -> None:
        self.level, self.questions = level, questions
        self.places = [level.step(each) if each else None for each in sorted(entered)]
        self.asked = [
            step
            for step in level.steps
            if any(each in questions.of_fact for need in step.done_when for each in choices_of(need))
        ]

    def shut(self, step: Step, requires: Iterable[str] = (), condition: Condition = ALWAYS) -> list[str]:
        """The answers that clash, from wherever a case came in and whichever line of `when` holds."""
        lines = [line.split(AND) for line in sorted(condition.when)] or [[]]
        clashes = [
            self.questions.clash([*needs, *requires, *line])
            for needs in self._needs_up_to(step, self.asked)
            for line in lines
        ]
        return clashes[0] if clashes and all(clashes) else []

    def forbidden(self, step: str, way: Exit, unless: frozenset[str]) -> list[str]:
        """What `unless` says must not be, and whoever takes the way cannot do without, wherever they came in.

        A way that is open on all of its level has no step.
        """
        here = next((each for each in self.level.steps if each.id == step), None)
        ways_here = product(here.condition.when or [""] if here else [""], way.condition.when or [""])
        lines = [[fact for line in both for fact in line.split(AND) if fact] for both in ways_here]
        before = list(self._needs_up_to(here, self.level.steps)) if here else [[]]
        found = [
            self.questions.forbidden([*needs, *way.requires, *line], unless)
            for needs in before
            for line in lines
        ]
        return found[0] if found and all(found) else []

    def _needs_up_to(self, step: Step, among: Iterable[Step]) -> Iterator[list[str]]:
        """What has to be true to have done this step, from each place a case may have come in at."""
        for first in self.places:
            if first and first.waits_for(step):
                continue
            walked = [each for each in among if not (first and first.waits_for(each))]
            before = [each for each in walked if each is step or _held_up_by(each, step)]
            yield [need for each in before for need in each.done_when]


def _held_up_by(other: Step, step: Step) -> bool:
    """Whether every case that comes to `step` has done `other`."""
    return step.waits_for(other) and _for_all(other)


def _for_all(step: Step) -> bool:
    return not step.optional and step.condition == ALWAYS


def _entered(ready: Pathway) -> dict[str, set[str]]:
    """Of each level the steps that ways on and entries lead to; none where they lead to the level itself."""
    written = [to for each in ready.levels for way in each.exits() for to in way.targets]
    found = [parse(to) for to in (*written, *(entry.target for entry in ready.entries))]
    steps = {
        level.id: {""} if level == ready.first_level or level.protects else set[str]()
        for level in ready.levels
    }
    for target in found:
        if target and target.level in steps:
            steps[target.level].add(target.step)
    return steps
