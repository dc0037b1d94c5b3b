"""Answers that nobody could give: two to one question, or one that counts only where nobody asks."""

from collections.abc import Iterable, Iterator

from laget.rules.conditions import ALWAYS, OR, choices_of, facts_in
from laget.rules.pathway import DeclaredFact, Level, Pathway, Step
from laget.rules.reading import Faults
from laget.rules.targets import parse
from laget.rules.toml_lines import Path
from laget.rules.unfolding import around, unfold
from laget.rules.vocabulary import NO, FactKind, Lasting
from laget.rules.written import asked_for, conditions


def check(pathway: Pathway, faults: Faults) -> None:
    for number, level in enumerate(pathway.levels):
        path: Path = ("level", number)
        for place, step in enumerate(level.steps):
            here: Path = (*path, "step", place)
            if not _told(step.done_when, (*here, "done_when"), pathway, faults):
                for each, way in enumerate(step.exits):
                    needs = (*step.done_when, *way.requires)
                    _told(needs, (*here, "exit", each, "requires"), pathway, faults)
        for each, way in enumerate(level.anywhere):
            _told(way.requires, (*path, "exit", each, "requires"), pathway, faults)
    if not faults.found:
        _never_open(pathway, faults)
        _asked_elsewhere(pathway, faults)


def _told(lines: Iterable[str], path: Path, pathway: Pathway, faults: Faults) -> bool:
    """Whether there was something to tell."""
    named = _clash(lines, pathway)
    if named:
        faults.at(path, _said(named))
    return bool(named)


def _clash(lines: Iterable[str], pathway: Pathway) -> list[str]:
    """The answers that these needs together ask for, where no one answer meets them all."""
    exempt = {exemption.fact for exemption in pathway.exemptions}
    needs = [dict.fromkeys(choices_of(line)) for line in lines]
    for declared in pathway.facts:
        asked = [need for need in needs if need.keys() <= set(declared.names) - exempt]
        answers = _answers(declared)
        if answers and not any(all(need.keys() & answer for need in asked) for answer in answers):
            return list(dict.fromkeys(name for need in asked for name in need))
    return []


def _never_open(pathway: Pathway, faults: Faults) -> None:
    """A way on that needs one answer itself, and another for a step before it, wherever a case came in."""
    numbers = {level.id: number for number, level in enumerate(pathway.levels)}
    ready = unfold(pathway)
    answers = {name for declared in pathway.facts if _answers(declared) for name in declared.names}
    for level in ready.levels:
        asked = [step for step in level.steps if any(answers & set(choices_of(n)) for n in step.done_when)]
        entered = _entered(level, ready) if len(asked) > 1 else []
        for place, step in enumerate(
            level.steps if entered and pathway.levels[numbers[level.id]].steps else ()
        ):
            clashes = [_clash(needs, pathway) for needs in _needs_up_to(step, asked, entered)]
            if clashes and all(clashes):
                path: Path = ("level", numbers[level.id], "step", place)
                said = f"Nobody ever comes past step “{step.id}”, for a step before it needs another answer: "
                faults.at(path, said + _said(clashes[0]))
                break


def _needs_up_to(step: Step, asked: list[Step], places: list[Step | None]) -> Iterator[list[str]]:
    """What a case needs to have answered to have done this step, from each place it may have come in at."""
    for first in places:
        if first and first.waits_for(step):
            continue
        walked = [each for each in asked if not (first and first.waits_for(each))]
        yield [
            need
            for each in walked
            if (each is step or step.waits_for(each)) and not each.optional and each.condition == ALWAYS
            for need in each.done_when
        ]


def _entered(level: Level, ready: Pathway) -> list[Step | None]:
    """The steps that ways on and entries lead to; none where they lead to the level itself."""
    written = [to for each in ready.levels for way in each.exits() for to in way.targets]
    found = [parse(to) for to in (*written, *(entry.target for entry in ready.entries))]
    steps = {target.step for target in found if target and target.level == level.id}
    begins = level == ready.first_level or level.protects
    return [level.step(each) if each else None for each in sorted(steps | ({""} if begins else set()))]


def _asked_elsewhere(pathway: Pathway, faults: Faults) -> None:
    """What counts only on the level where it is said is of no use on one where nobody asks for it."""
    ready = unfold(pathway)
    for number, level in enumerate(pathway.levels):
        stands_on = [each for each in ready.levels if level.id in {each.id, *_outside(each, pathway)}]
        asked = {fact for each in stands_on for fact in asked_for(each)}
        for path, condition in conditions(level):
            for key, lines in (("when", condition.when), ("unless", condition.unless)):
                for declared in sorted({fact for line in lines for fact in _elsewhere(line, asked, pathway)}):
                    said = (
                        f"“{declared}” counts only on the level where it is said, and no step or way on of "
                        f"level “{level.id}” asks for it. Ask for it here, or write lasts = “case”."
                    )
                    faults.at(("level", number, *path, key), said)


def _elsewhere(line: str, asked: set[str], pathway: Pathway) -> Iterator[str]:
    for fact in facts_in(line):
        declared = pathway.declared(fact)
        if declared and declared.lasts is not Lasting.CASE and not asked & set(declared.names):
            yield declared.id


def _outside(level: Level, pathway: Pathway) -> Iterator[str]:
    return (each.id for each in around(level, pathway))


def _answers(declared: DeclaredFact) -> list[set[str]]:
    """The facts that each of its answers makes true."""
    if declared.kind is FactKind.YES_NO:
        return [{declared.id}, {f"{declared.id}.{NO}"}]
    return [{declared.id, f"{declared.id}.{option.id}"} for option in declared.options]


def _said(named: list[str]) -> str:
    all_of_them = " and ".join(f"“{name}”" for name in named)
    return (
        f"{all_of_them} are answers to one question, and never true together. "
        f'Where any of them will do, write "{OR.join(named)}".'
    )
