"""Whom the facts of cases have named: a step may be for whoever was agreed to talk with the family."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from laget.cases.models import Case
from laget.foundation.by_hand import Question
from laget.rules.vocabulary import fact_that_names

NAMED = Question(
    """
    select named.case_id, named.fact, named.seat_id, person.name
    from named_in(%(cases)s) named
    join people_seat seat on seat.id = named.seat_id
    join people_person person on person.id = seat.person_id
    """
)


@dataclass(frozen=True)
class Named:
    seat_id: UUID
    name: str


Facts = Mapping[str, Named]


def named_in(asked: Iterable[tuple[Case, Iterable[str]]]) -> dict[UUID, dict[str, Named]]:
    """Of each case whom its facts have named, by fact; with the actors that are asked about.

    One question, whatever the number of cases, and none where no actor is somebody whom a fact names.
    """
    cases = [case.pk for case, actors in asked if any(map(fact_that_names, actors))]
    found: dict[UUID, dict[str, Named]] = {}
    for case_id, fact, seat_id, name in NAMED.ask(cases=cases) if cases else []:
        found.setdefault(case_id, {})[fact] = Named(seat_id, name)
    return found


def facts_naming(seat_id: UUID, named: Facts) -> frozenset[str]:
    return frozenset(fact for fact, somebody in named.items() if somebody.seat_id == seat_id)
