"""Words, numbers and addresses that stand nowhere else in the world, each with whom it is about.

A name, an address and an e-mail hold a word that no language has; a number is as long as a national one.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

CONSONANTS, VOWELS = "bdfghjklmnprstv", "aeiouy"
A_WORD = "qv[a-z]{6}x"
A_NUMBER = r"(?<![0-9a-f-])9900\d{7}(?![0-9a-f-])"
EITHER = re.compile(f"{A_WORD}|{A_NUMBER}", re.IGNORECASE)


class Kind(StrEnum):
    """What is told: to whom it may be, the oracle says."""

    CHILD = "child's name"
    GUARDIAN = "guardian's name"
    TEAM = "to the team"
    FAMILY = "to team and family"
    ASKS = "to an invited service"
    OFFER = "with the baton"
    DRAFT = "not sent"
    TYPED = "just typed"


@dataclass(eq=False)
class Told:
    """Who may know of one case, as it was lived: seats, and the parents as persons."""

    team: set[UUID] = field(default_factory=set)
    listed: set[UUID] = field(default_factory=set)  # leads where it is, and sees it on the list
    offered: set[UUID] = field(default_factory=set)
    agreed: set[UUID] = field(default_factory=set)  # answers for a service that all have said yes to
    here: set[UUID] = field(default_factory=set)  # works with the children there, and may be worried
    family: set[UUID] = field(default_factory=set)  # the parents, while they follow it


@dataclass(eq=False)
class Canary:
    kind: Kind
    told: Told
    whose: UUID | None = None  # the guardian's own name; the seat that has begun to write


class Canaries:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.seeded: dict[str, Canary] = {}
        self.typed: dict[str, Canary] = {}

    def name(self, canary: Canary) -> str:
        return self._word(canary, self.seeded).capitalize()

    def text(self, canary: Canary) -> str:
        """As somebody would write it: sometimes with where to ring or to go."""
        word = self._word(canary, self.seeded)
        sort = self.chance.randrange(4)
        if sort == 0:
            return f"Snakket med {word}, som ringer {self._number(canary)}."
        if sort == 1:
            return f"Bor i {word.capitalize()}veien {self.chance.randrange(1, 90)}."
        return f"Skrev til {word}@eksempel.no." if sort == 2 else f"Hun sa {word}."

    def type(self, canary: Canary) -> str:
        """What somebody writes while the proof goes on: it is not seeded, and need not be kept."""
        return f"Jeg mener {self._word(canary, self.typed)}"

    def found_in(self, text: str) -> Iterator[tuple[str, Canary]]:
        """Each once, whether it is seeded or typed."""
        for word in {each.lower() for each in EITHER.findall(text)}:
            if canary := self.seeded.get(word) or self.typed.get(word):
                yield word, canary

    def _word(self, canary: Canary, among: dict[str, Canary]) -> str:
        letters = (self.chance.choice(each) for each in (CONSONANTS, VOWELS) * 3)
        return self._new(f"qv{''.join(letters)}x", canary, among) or self._word(canary, among)

    def _number(self, canary: Canary) -> str:
        number = f"9900{self.chance.randrange(10**7):07}"
        return self._new(number, canary, self.seeded) or self._number(canary)

    def _new(self, said: str, canary: Canary, among: dict[str, Canary]) -> str:
        """Nothing where it is there already: each is of one thing only."""
        if said in self.seeded or said in self.typed:
            return ""
        among[said] = canary
        return said
