"""The order of Today: a child in danger, new worries, the law's deadlines, what is mine, then what waits."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from laget.cases.models import Basis
from laget.foundation.addresses import address
from laget.foundation.speech import gettext as _
from laget.handovers.queries import Baton, why_with_leader
from laget.moves.named import Facts
from laget.pathway.published import pathway_of
from laget.people.models import Seat
from laget.rules.access import leads_case
from laget.rules.deadlines import Urgency
from laget.rules.places import level_of
from laget.rules.step_states import StepState
from laget.rules.vocabulary import Actor, Fact, fact_that_names
from laget.staff.lists import Row
from laget.staff.said import day, text
from laget.staff.turns import new_worry, row_turn, waits_for, waits_for_you
from laget.staff.ways import ways_to
from laget.staff.with_leader import to_decide

NEW_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Task:
    """One line of Today: what is next in a case, and whether it is mine to do.

    `is_new`: a child may be in danger; `is_told`: of a worry that the leader has not read.
    `sealed_beside`: the same child has a sealed case that I am inside, so this one is not done as usual.
    `due_for`: what the row's deadline is for, where that is not what the title says. `waits`: for another
    day, before which there is nothing to do. `turn`: for whom it waits, or who waits for me.
    """

    row: Row
    title: str
    href: str
    is_mine: bool
    is_urgent: bool
    is_new: bool = False
    is_told: bool = False
    sealed_beside: bool = False
    due_for: str = ""
    waits: bool = False
    turn: str = ""


@dataclass(frozen=True)
class Todo:
    """`now` needs me, `later` will, `waiting` is somebody else's turn."""

    now: list[Task]
    later: list[Task]
    waiting: list[Task]


def sorted_by_need(tasks: list[Task]) -> Todo:
    tasks = sorted(tasks, key=_need)
    mine = [task for task in tasks if task.is_mine]
    return Todo(
        now=[task for task in mine if task.is_urgent],
        later=[task for task in mine if not task.is_urgent],
        waiting=[task for task in tasks if not task.is_mine],
    )


def task_of(row: Row, baton: Baton, seat: Seat, named: Facts) -> Task:
    """What the pathway says is next; but first, for the leader, who shall hold a baton that lies with her.

    `named` are those whom its facts have named. Of a case that has ended, only its aftercare is left.
    """
    leads = leads_of(row, seat)
    if row.case.closed_at:
        return _of_ended(row, baton, seat, leads=leads)
    beside, new = beside_sealed(row), _is_new(row, seat)
    if _is_unread(row) and not new:
        return _worry(row)
    if leads and (why := _lies_with_leader(row, baton)):
        due_for, href = row.due_for([Fact.HOLDER_NAMED]), address("case" if beside else "baton", row.case.pk)
        return Task(row, why, href, is_mine=True, is_urgent=True, sealed_beside=beside, due_for=due_for)
    told = any(_is_up_to(each, row, baton, seat, named, leads=leads) for each in _told(row))
    turns = turns_of(row, baton, seat, named, leads=leads)
    mine = bool(turns or row.case.sealed_at)
    states = turns or row.progress.turns
    needs = [] if _received(row, seat) and not turns else row.first_of(states)
    state = next((state for state in states if needs and needs[0] in state.missing), states[0])
    wait = row.progress.wait_of(state)
    next_ = row.way_to([wait.fact] if wait else needs)
    return Task(
        row,
        title=next_.title if next_ and not wait else text(state.step.title),
        href=next_.href if next_ and mine and not beside else address("case", row.case.pk),
        is_mine=mine or new or told,
        is_urgent=new or (row.due is not None and row.due.urgency != Urgency.LATER),
        is_new=new,
        sealed_beside=beside,
        due_for=row.due_for(state.missing if wait else needs),
        waits=wait is not None,
        turn=_turn(state, row, baton, seat, named, mine=mine),
    )


def _worry(row: Row) -> Task:
    return Task(
        row,
        new_worry(row),
        address("case", row.case.pk),
        is_mine=True,
        is_urgent=True,
        is_told=True,
        due_for=row.due_for([]),
        sealed_beside=beside_sealed(row),
    )


def _turn(state: StepState, row: Row, baton: Baton, seat: Seat, named: Facts, *, mine: bool) -> str:
    if not mine:
        return waits_for(state, row, baton, named)
    return "" if row.progress.wait_of(state) else waits_for_you(row, baton, seat)


def _of_ended(row: Row, baton: Baton, seat: Seat, *, leads: bool) -> Task:
    asks = baton.holding.seat_id == seat.pk if baton.holding and not baton.let_go else leads
    return Task(
        row,
        _("Ask how it goes: the case was closed %(day)s") % {"day": day(row.case.closed_at)},
        address("how_it_goes", row.case.pk),
        is_mine=asks,
        is_urgent=True,
        due_for=row.due_for([]),
        sealed_beside=beside_sealed(row),
    )


def beside_sealed(row: Row) -> bool:
    """Whether the child has a sealed case beside this one; asked for together with the cases of Today."""
    return bool(row.case.sealed_beside)  # type: ignore[attr-defined]


def _received(row: Row, seat: Seat) -> bool:
    """Whether the law let this seat in to a sealed case: the report comes to it, and not from it.

    Whoever sealed it or wrote the worry is in by law too, and theirs it is to report.
    """
    case: Any = row.case
    return case.my_basis == Basis.STATUTE and case.opened_by_id != seat.pk and not case.sealed_by_me


def _told(row: Row) -> set[Actor]:
    """Those whom the pathway tells of what was missed."""
    return {actor for due in row.progress.dues for actor in due.tell}


def duties_of(row: Row, baton: Baton, seat: Seat, named: Facts) -> list[Task]:
    """What a way on that was taken still asks of this seat, wherever the case is now."""
    leads, pathway = leads_of(row, seat), pathway_of(row.case.version_id)
    beside = beside_sealed(row)
    return [
        Task(
            replace(row, of=due),
            way.title,
            address("case", row.case.pk) if beside else way.href,
            is_mine=True,
            is_urgent=due.urgency != Urgency.LATER,
            sealed_beside=beside,
        )
        for due in row.progress.dues
        if due.deadline.is_duty and _is_up_to(due.by, row, baton, seat, named, leads=leads)
        for way in ways_to([due.deadline.fact], pathway, row.case)[:1]
    ]


def proposed_to(row: Row, baton: Baton, seat: Seat, named: Facts) -> list[Task]:
    """What waits for this seat to decide: the way on is proposed, and never taken by itself."""
    leads = leads_of(row, seat)
    return [
        Task(
            row,
            text(found.proposal.title),
            address("case", row.case.pk),
            is_mine=True,
            is_urgent=True,
            due_for=row.due_for([]),
            sealed_beside=beside_sealed(row),
        )
        for found in row.progress.proposals
        if _is_up_to(found.proposal.by, row, baton, seat, named, leads=leads)
    ]


def ended_by_another(row: Row, seat: Seat) -> bool:
    """A case of hers that somebody else has just closed: whoever leads it sees that, and reads why."""
    return bool(row.case.ended_lately and leads_of(row, seat))  # type: ignore[attr-defined]


def _is_up_to(by: str, row: Row, baton: Baton, seat: Seat, named: Facts, *, leads: bool) -> bool:
    by = row_turn(by, row, baton, named)
    if somebody := named.get(fact_that_names(by)):
        return somebody.seat_id == seat.pk
    if by == Actor.AUTHOR:
        return row.case.opened_by_id == seat.pk
    if by == Actor.HOLDER and baton.holding:
        return baton.holding.seat_id == seat.pk
    return leads


def _is_new(row: Row, seat: Seat) -> bool:
    """Where a child may be in danger, whoever comes to know of it reads it now, whatever the next step is."""
    case: Any = row.case
    lately = case.opened_by_id != seat.pk and row.now - case.came_at < NEW_FOR
    return bool((lately or _is_unread(row)) and (case.sealed_at or case.adult_here))


def _is_unread(row: Row) -> bool:
    """Whether the leader was told of it, and has not opened it since."""
    case: Any = row.case
    return case.my_basis == Basis.LEADER and case.read_at is None


def turns_of(row: Row, baton: Baton, seat: Seat, named: Facts, *, leads: bool) -> list[StepState]:
    """Of what is to be done now, what this seat does. A child in danger is everybody's besides."""
    return [
        state
        for state in row.progress.turns
        if _is_up_to(state.step.by, row, baton, seat, named, leads=leads)
    ]


def leads_of(row: Row, seat: Seat) -> bool:
    return leads_case(row.case.my_basis, leads_unit=seat.leads(row.case.unit_id))  # type: ignore[attr-defined]


def _lies_with_leader(row: Row, baton: Baton) -> str:
    """Why she must decide."""
    why = why_with_leader(baton, level_of(pathway_of(row.case.version_id), row.case.level))
    return to_decide(why, baton) if why else ""


def _need(task: Task) -> tuple[bool, bool, bool, bool, date]:
    due = task.row.due
    law = bool(due and due.deadline.law)
    is_known = not task.is_told
    return not task.row.case.in_danger, is_known, not law, due is None, (due and due.on) or date.min
