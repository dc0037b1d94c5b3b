"""What is otherwise in some cases: another place to begin, and what a case may do without."""

from dataclasses import dataclass

from laget.rules.durations import Duration
from laget.rules.texts import Text


@dataclass(frozen=True)
class Entry:
    """Another place to begin than the first level, as for a child who comes from another service."""

    id: str
    title: Text
    help: Text
    target: str
    services: frozenset[str]


@dataclass(frozen=True)
class Exemption:
    """A fact that a case may do without for a while: who may say so, and for how long at most."""

    fact: str
    by: str
    at_most: Duration
