"""Answers that nobody could give: two to one question, or one that counts only where nobody asks."""

from collections.abc import Iterable, Iterator

from laget.rules import shut_ways
from laget.rules.clashes import Questions, said
from laget.rules.conditions import facts_in
from laget.rules.pathway import Pathway
from laget.rules.reading import Faults
from laget.rules.toml_lines import Path
from laget.rules.unfolding import around, unfold
from laget.rules.vocabulary import Lasting
from laget.rules.written import asked_for, conditions


def check(pathway: Pathway, faults: Faults) -> None:
    questions = Questions.of(pathway)
    for number, level in enumerate(pathway.levels):
        path: Path = ("level", number)
        for place, step in enumerate(level.steps):
            here: Path = (*path, "step", place)
            if not _told(step.done_when, (*here, "done_when"), questions, faults):
                for each, way in enumerate(step.exits):
                    needs = (*step.done_when, *way.requires)
                    _told(needs, (*here, "exit", each, "requires"), questions, faults)
        for each, way in enumerate(level.anywhere):
            _told(way.requires, (*path, "exit", each, "requires"), questions, faults)
    if not faults.found:
        ready = unfold(pathway)
        shut_ways.check(pathway, ready, questions, faults)
        _asked_elsewhere(pathway, ready, faults)


def _told(lines: Iterable[str], path: Path, questions: Questions, faults: Faults) -> bool:
    """Whether there was something to tell."""
    named = questions.clash(lines)
    if named:
        faults.at(path, said(named))
    return bool(named)


def _asked_elsewhere(pathway: Pathway, ready: Pathway, faults: Faults) -> None:
    """What counts only on the level where it is said is of no use on one where nobody asks for it."""
    asked = _asked_on(pathway, ready)
    for number, level in enumerate(pathway.levels):
        for path, condition in conditions(level):
            for key, lines in (("when", condition.when), ("unless", condition.unless)):
                found = {fact for line in lines for fact in _elsewhere(line, asked[level.id], pathway)}
                for declared in sorted(found):
                    told = (
                        f"“{declared}” counts only on the level where it is said, and no step or way on of "
                        f"level “{level.id}” asks for it. Ask for it here, or write lasts = “case”."
                    )
                    faults.at(("level", number, *path, key), told)


def _asked_on(pathway: Pathway, ready: Pathway) -> dict[str, set[str]]:
    """Of each level as it is written, what is asked for on it and on those inside it."""
    asked: dict[str, set[str]] = {level.id: set() for level in pathway.levels}
    for level in ready.levels:
        here = asked_for(level)
        for each in (level, *around(level, pathway)):
            asked[each.id] |= here
    return asked


def _elsewhere(line: str, asked: set[str], pathway: Pathway) -> Iterator[str]:
    for fact in facts_in(line):
        declared = pathway.declared(fact)
        if declared and declared.lasts is not Lasting.CASE and not asked & set(declared.names):
            yield declared.id
