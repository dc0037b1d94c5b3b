"""Whose turn it is, by name and since when; and to whoever it is, who waits for it."""

from datetime import date
from uuid import UUID

from laget.foundation.clock import local_day
from laget.foundation.speech import gettext as _
from laget.handovers.queries import Baton
from laget.moves.named import Facts
from laget.pathway.published import pathway_of
from laget.people.models import Seat
from laget.rules.step_states import StepState
from laget.rules.turns import turn_of, turn_since
from laget.rules.vocabulary import Actor, fact_that_names
from laget.staff.child_page import ChildPage
from laget.staff.lists import Row
from laget.staff.said import day, sentence, text


def new_worry(row: Row) -> str:
    """As the leader reads it until she has opened it."""
    shared, name = local_day(row.case.came_at), row.case.author  # type: ignore[attr-defined]
    if shared == local_day(row.now):
        return _("New worry from %(name)s, shared today") % {"name": name}
    return _("New worry from %(name)s, shared %(day)s") % {"name": name, "day": day(shared)}


def waits_for(state: StepState, row: Row, baton: Baton, named: Facts) -> str:
    """Of a step that is somebody else's. What is for another day waits for nobody yet."""
    name = _whose(state.step.by, row, baton, named)
    since = turn_since(row.progress, state)
    if row.progress.wait_of(state) or since == row.progress.today:
        return _("It is now %(who)s’s turn.") % {"who": name}
    return _("Waiting for %(who)s since %(day)s") % {"who": name, "day": day(since)}


def waits_for_you(row: Row, baton: Baton, seat: Seat) -> str:
    """For whoever is to do something in a case that another carries. In danger nobody waits: all act."""
    case = row.case
    holder = baton.holding if not baton.let_go else None
    carries = holder.seat_id if holder else case.opened_by_id
    is_here = holder or case.author_is_here  # type: ignore[attr-defined]
    if case.sealed_at or not is_here or carries == seat.pk:
        return ""
    name = holder.seat.person.name if holder else case.author  # type: ignore[attr-defined]
    return _("%(name)s waits for you") % {"name": name}


def row_turn(by: str, row: Row, baton: Baton, named: Facts) -> str:
    """Who is to do what a step gives `by`. The leader decides first where the baton lies with her."""
    case, is_held = row.case, baton.holding is not None and not baton.let_go
    return turn_of(by, named, author_is_here=case.author_is_here, is_held=is_held)  # type: ignore[attr-defined]


def _whose(by: str, row: Row, baton: Baton, named: Facts) -> str:
    case, by = row.case, row_turn(by, row, baton, named)
    if somebody := named.get(fact_that_names(by)):
        return somebody.name
    if by == Actor.AUTHOR:
        return str(case.author)  # type: ignore[attr-defined]
    if by == Actor.HOLDER and baton.holding:
        return baton.holding.seat.person.name
    called = text(pathway_of(case.version_id).word(Actor.LEADER)) or _("the leader")
    return case.leader or called  # type: ignore[attr-defined]


def turns_said(page: ChildPage, seat_id: UUID) -> list[str]:
    """On the child's page; not again where the next step says that it waits for somebody."""
    if page.case.sealed_at or page.with_leader:
        return []
    said = []
    for state in page.progress.turns:
        seats, name = page.turn_of(state.step.by)
        if page.progress.wait_of(state) or not name:
            continue
        if seat_id in seats:
            said += _to_them(page, seat_id, is_named=bool(fact_that_names(state.step.by)))
        elif page.may_do_next or name != page.waits_for:
            said.append(_since(turn_since(page.progress, state), name, page))
    return [sentence(each) for each in dict.fromkeys(said)]


def _since(since: date, name: str, page: ChildPage) -> str:
    if since == page.progress.today:
        return _("It is now %(who)s’s turn.") % {"who": name}
    return _("It has been %(name)s’s turn since %(day)s.") % {"name": name, "day": day(since)}


def _to_them(page: ChildPage, seat_id: UUID, *, is_named: bool) -> list[str]:
    holder = page.holder
    carries = holder.seat_id if holder else page.case.opened_by_id
    name = holder.seat.person.name if holder else page.author
    if name and carries != seat_id:
        return [_("It is your turn. %(name)s waits for you.") % {"name": name}]
    return [_("It is your turn.")] if is_named else []
