"""The order of Today: the law's deadlines, then what is mine to do, then what waits for somebody else."""

from dataclasses import dataclass
from datetime import date

from laget.people.me import Me
from laget.rules.deadlines import Urgency
from laget.rules.vocabulary import Actor
from laget.staff.lists import Row

FIRST_SHOWN = 7


@dataclass(frozen=True)
class Todo:
    """`now` needs me, `later` will, `waiting` is somebody else's turn."""

    now: list[Row]
    later: list[Row]
    waiting: list[Row]


def sorted_by_need(rows: list[Row], me: Me) -> Todo:
    mine = sorted((row for row in rows if _is_mine(row, me)), key=_need)
    waiting = sorted((row for row in rows if not _is_mine(row, me)), key=_need)
    urgent = [row for row in mine if row.due and row.due.urgency != Urgency.LATER]
    rest = [row for row in mine if row not in urgent]
    return Todo(now=urgent, later=rest, waiting=waiting)


def _is_mine(row: Row, me: Me) -> bool:
    """Whose turn it is follows from who acts at this step in the pathway."""
    by = row.step.by
    if by == Actor.LEADER:
        return me.leads
    if by == Actor.AUTHOR:
        return bool(me.seat and row.case.opened_by_id == me.seat.pk)
    return True


def _need(row: Row) -> tuple[bool, bool, date]:
    due = row.due
    return (not (due and due.deadline.law), due is None, (due and due.on) or date.min)
