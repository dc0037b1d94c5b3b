"""Steps and ways on that no case ever comes past: another step before them needs another answer."""

from collections.abc import Iterable, Iterator

from laget.rules.clashes import Questions, said
from laget.rules.conditions import ALWAYS, AND, Condition, choices_of
from laget.rules.pathway import Level, Pathway, Step
from laget.rules.reading import Faults
from laget.rules.targets import parse
from laget.rules.toml_lines import Path


def check(pathway: Pathway, ready: Pathway, questions: Questions, faults: Faults) -> None:
    """Wherever a case came in. What is told of a step is not told of its ways on too."""
    numbers = {level.id: number for number, level in enumerate(pathway.levels)}
    entered = _entered(ready)
    for level in ready.levels:
        walk = _Walk(level, entered[level.id], questions)
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


class _Walk:
    """A level, walked by a case that came in at one of `places`; None for its beginning."""

    def __init__(self, level: Level, entered: set[str], questions: Questions) -> None:
        self.questions = questions
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
            for needs in self._needs_up_to(step)
            for line in lines
        ]
        return clashes[0] if clashes and all(clashes) else []

    def _needs_up_to(self, step: Step) -> Iterator[list[str]]:
        """What has to be answered to have done this step, from each place a case may have come in at."""
        for first in self.places:
            if first and first.waits_for(step):
                continue
            walked = [each for each in self.asked if not (first and first.waits_for(each))]
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
