"""Deadlines that would run on although their step is done, and meetings that no step is done with."""

from collections.abc import Iterator

from laget.rules.conditions import OR, choices_of
from laget.rules.declared import DeclaredFact
from laget.rules.pathway import Pathway, Step
from laget.rules.reading import Faults
from laget.rules.toml_lines import Path
from laget.rules.variants import deadlines_of, meetings_not_asked_for
from laget.rules.vocabulary import NO, FactKind
from laget.rules.written import steps


def check(pathway: Pathway, faults: Faults) -> None:
    for number, level in enumerate(pathway.levels):
        for place, step in steps(level):
            for key, problem in _problems(step, pathway):
                faults.at(("level", number, *place, *key), problem)


def _problems(step: Step, pathway: Pathway) -> Iterator[tuple[Path, str]]:
    for number, instead in meetings_not_asked_for(step):
        variant = step.variants[number]
        yield (
            ("variant", number, "meeting"),
            f"Where this holds, “{variant.meeting}” is held instead of “{step.meeting}”, and the step is "
            f'never done with it. Write "{instead}" in “done_when” of the step.',
        )
    for number, deadline in enumerate(deadlines_of(step)):
        for fact in deadline.facts:
            either = _taken_by(step, pathway.declared(fact))
            if either and not set(choices_of(either)) <= set(deadline.facts):
                yield (
                    ("deadline", number, "for"),
                    f"“{fact}” is one answer, and the step takes the other one too: after that this deadline "
                    f'would run for ever. Write for = "{either}".',
                )
                break


def _taken_by(step: Step, declared: DeclaredFact | None) -> str:
    """Yes and no, where the step is done with either."""
    if declared is None or declared.kind is not FactKind.YES_NO:
        return ""
    both = {declared.id, f"{declared.id}.{NO}"}
    return OR.join(sorted(both)) if any(both <= set(choices_of(need)) for need in step.done_when) else ""
