"""When something applies and what it needs, as lists of facts that a person can read aloud.

`when = ["a", "b and c"]` asks for any one of the lines; what a step or an exit *needs* asks for all of them,
and a line there may leave a choice: `"consent_given or discussed_anonymously"`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from laget.rules.vocabulary import EXEMPT

AND, OR = " and ", " or "


@dataclass(frozen=True)
class Condition:
    """Where something applies: when any of `when` holds (or none is named) and none of `unless` does."""

    when: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()

    def applies(self, facts: Collection[str]) -> bool:
        return (not self.when or _any_holds(self.when, facts)) and not _any_holds(self.unless, facts)


ALWAYS = Condition()


def satisfied(need: str, facts: Collection[str]) -> bool:
    """Whether one of the facts that `need` leaves a choice between is true, or its case exempt from it."""
    return need in facts or not _any_of(need).isdisjoint(facts)


@cache
def choices_of(need: str) -> tuple[str, ...]:
    return tuple(need.split(OR))


def facts_in(line: str) -> list[str]:
    """The facts that a line names, of a condition (`a and b`) or of a need (`a or b`)."""
    return [fact for part in line.split(AND) for fact in part.split(OR)]


def exemption_from(fact: str) -> str:
    return f"{EXEMPT}.{fact}"


@cache
def _any_of(need: str) -> frozenset[str]:
    """The facts of which one is enough."""
    return frozenset(fact for choice in choices_of(need) for fact in (choice, exemption_from(choice)))


@cache
def _all_of(line: str) -> frozenset[str]:
    return frozenset(line.split(AND))


def _any_holds(lines: Collection[str], facts: Collection[str]) -> bool:
    return any(_all_of(line).issubset(facts) for line in lines)
