"""Needs that nobody can meet: two answers to one question, or what `unless` forbids."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from laget.rules.conditions import AND, OR, choices_of
from laget.rules.declared import DeclaredFact
from laget.rules.pathway import Pathway
from laget.rules.vocabulary import NO, Fact, FactKind


@dataclass(frozen=True)
class Questions:
    """Of each fact that an answer makes true the question it answers, and of each question what its answers
    make true. A fact that some case does without answers none: it is nobody's that it stays away."""

    of_fact: Mapping[str, str]
    answers: Mapping[str, list[set[str]]]
    exempt: frozenset[str] = frozenset()

    @classmethod
    def of(cls, pathway: Pathway) -> "Questions":
        exempt = frozenset(exemption.fact for exemption in pathway.exemptions)
        asked = [declared for declared in pathway.facts if _answers(declared)]
        return cls(
            {name: each.id for each in asked for name in each.names if name not in exempt},
            {each.id: _answers(each) for each in asked},
            exempt,
        )

    def clash(self, lines: Iterable[str]) -> list[str]:
        """The answers that these needs together ask for, where no one answer meets them all."""
        asked: dict[str, list[tuple[str, ...]]] = {}
        for need in lines:
            choices = choices_of(need)
            questions = {self.of_fact.get(each, "") for each in choices}
            if len(questions) == 1 and questions != {""}:
                asked.setdefault(questions.pop(), []).append(choices)
        for question, needs in asked.items():
            if not any(all(answer & {*need} for need in needs) for answer in self.answers[question]):
                return list(dict.fromkeys(name for need in needs for name in need))
        return []

    def forbidden(self, lines: Collection[str], unless: Iterable[str]) -> list[str]:
        """What these needs ask for and `unless` forbids, where there is no other way to meet them."""
        against = [set(line.split(AND)) for line in unless]
        single = {fact for each in against if len(each) == 1 for fact in each}
        needs = [choices for need in lines if not self.exempt & set(choices := choices_of(need))]
        true = {Fact.CONCERN_DESCRIBED, *(fact for need in needs if len(need) == 1 for fact in need)}
        true |= {self.of_fact[fact] for fact in true if not fact.endswith(f".{NO}") and fact in self.of_fact}
        shut = [sorted(line) for line in against if line <= true]
        shut += [list(need) for need in needs if single.issuperset(need)]
        return shut[0] if shut else []


def said(named: list[str]) -> str:
    all_of_them = " and ".join(f"“{name}”" for name in named)
    return (
        f"{all_of_them} are answers to one question, and never true together. "
        f'Where any of them will do, write "{OR.join(named)}".'
    )


def said_shut(named: list[str]) -> str:
    them = " and ".join(f"“{name}”" for name in named)
    return f"“unless” closes it where {them} is true, and there is no way to come here without."


def _answers(declared: DeclaredFact) -> list[set[str]]:
    """The facts that each of its answers makes true."""
    if declared.kind is FactKind.YES_NO:
        return [{declared.id}, {f"{declared.id}.{NO}"}]
    return [{declared.id, f"{declared.id}.{option.id}"} for option in declared.options]
