"""A case that somebody comes in to, and what they are to it: worked out once, for every door."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from laget.cases.models import Basis, Case
from laget.foundation.by_hand import Question
from laget.people.me import Me
from laget.people.models import Child, Group, Service, Unit
from laget.rules.access import Action, Relation, leads_case, lets_in, may

CASE = Question(
    """
    select c.*, child.*, g.*, unit.*, service.*,
      (select basis from cases_teammember where case_id = c.id and seat_id = %(seat)s and to_at is null),
      (select seat_id from holders_of(array[c.id])),
      offer.to_seat_id = %(seat)s,
      offered_to.name,
      author_is_here(c.id)
    from cases_case c
    join people_child child on child.id = c.child_id
    left join people_group g on g.id = child.group_id
    join people_unit unit on unit.id = c.unit_id
    join people_service service on service.id = unit.service_id
    left join handovers_handover offer on offer.case_id = c.id and offer.answered_at is null
    left join people_seat to_seat on to_seat.id = offer.to_seat_id
    left join people_person offered_to on offered_to.id = to_seat.person_id
    where c.id = %(case)s
    """,
    c=Case,
    child=Child,
    g=Group,
    unit=Unit,
    service=Service,
)


@dataclass(frozen=True)
class Opened:
    """A case somebody has come in to, and what they are to it."""

    case: Case
    relations: frozenset[Relation]
    holder_id: UUID | None
    offered_to: str
    author_is_here: bool = True
    adult: Any = None  # what those inside a case about an adult here read on each of its pages

    def lets_in(self, action: Action) -> bool:
        return lets_in(action, self.relations)

    def may(self, action: Action) -> bool:
        """Now: what a page offers, and what its form still does."""
        return may(action, self.relations, self.case.states)


def open_case(me: Me, case_id: UUID) -> Opened | None:
    """The case as `me` may see it, in one question; None for outsiders and for cases that are not."""
    if me.seat is None:
        return None
    found = CASE.ask(case=case_id, seat=me.seat.pk)
    if not found:
        return None
    case, child, group, unit, service, case.my_basis, case.held_by, case.offered, offered_to, author = found[
        0
    ]
    case.child, child.group, case.unit, unit.service = child, group, unit, service
    return Opened(case, _relations(case, me), case.held_by, offered_to or "", author)


def _relations(case: Any, me: Me) -> frozenset[Relation]:
    relations = set()
    if case.my_basis:
        relations.add(Relation.MEMBER)
    if case.my_basis == Basis.AUTHOR:
        relations.add(Relation.AUTHOR)
    if leads_case(case.my_basis, leads_unit=_leads(me, case)):
        relations.add(Relation.LEADER)
    if case.my_basis and me.seat and case.held_by == me.seat.pk:
        relations.add(Relation.HOLDER)
    if case.offered:
        relations.add(Relation.OFFERED)
    if not case.my_basis and _is_on_worklist(case, me):
        relations.add(Relation.WORKLIST)
    return frozenset(relations)


def _is_on_worklist(case: Case, me: Me) -> bool:
    """As the row policies say; a leader may also have found it by an offer of its baton."""
    kept_back = case.shared_at is None or case.sealed_at is not None or case.adult_here
    return _leads(me, case) and not kept_back


def _leads(me: Me, case: Case) -> bool:
    return me.seat is not None and me.seat.leads(case.unit_id)
