"""One question has one answer at a time: what needs two of them together is never met."""

from collections.abc import Iterable

from laget.rules.conditions import OR, choices_of
from laget.rules.pathway import DeclaredFact, Pathway
from laget.rules.reading import Faults
from laget.rules.toml_lines import Path
from laget.rules.vocabulary import NO, FactKind


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


def _told(lines: Iterable[str], path: Path, pathway: Pathway, faults: Faults) -> bool:
    """Whether there was something to tell."""
    exempt = {exemption.fact for exemption in pathway.exemptions}
    needs = [dict.fromkeys(choices_of(line)) for line in lines]
    for declared in pathway.facts:
        asked = [need for need in needs if need.keys() <= set(declared.names) - exempt]
        answers = _answers(declared)
        if answers and not any(all(need.keys() & answer for need in asked) for answer in answers):
            named = list(dict.fromkeys(name for need in asked for name in need))
            faults.at(path, _said(named))
            return True
    return False


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
