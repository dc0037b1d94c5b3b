"""Lists of cases: paged by key, so that page a thousand costs what page one costs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from laget.cases.models import Case
from laget.cases.queries import with_children
from laget.foundation.clock import local_day
from laget.foundation.cursor import cursor_of, cursor_to
from laget.foundation.speech import gettext as _
from laget.foundation.whom import speaking_of
from laget.handovers.queries import Holder
from laget.moves.queries import progress_of_all
from laget.pathway.published import pathway_of
from laget.people.models import Child, Municipality
from laget.rules.deadlines import Due, Urgency
from laget.rules.pathway import Level
from laget.rules.progress import Progress
from laget.rules.roles import role_on
from laget.rules.step_states import StepState
from laget.staff import said
from laget.staff.ways import Way, deadline_for, ways_to

ROWS = 50
MOST_SORTED = 200
DANGER = "0"  # begins the key of a page that ends with such a case: no word that a browser would remember


@dataclass(frozen=True)
class Page:
    """Some of a list. `after` is what the next page begins behind; None on the last."""

    cases: list[Case]
    after: str | None
    left_out: bool = False


def page_by_deadline(
    cases: QuerySet[Case], asked: Mapping[str, Any], now: datetime, here: Municipality
) -> Page:
    """Danger first, then the nearest deadline, among the first MOST_SORTED, which Today works out too.

    A deadline follows from the pathway and the facts, and changes with each of them: a column of it would
    be a second truth. So it is worked out for all that are sorted. `left_out`: there are more than that, and
    a filter leaves fewer.
    """
    found = list(cases[: MOST_SORTED + 1])
    progress = progress_of_all(found[:MOST_SORTED], now, here)
    start = int(after) if (after := asked.get("after", "")).isdecimal() and len(after) < len("1000") else 0
    end = start + ROWS
    nearest = sorted(found[:MOST_SORTED], key=lambda case: (not case.in_danger, _when(progress[case.pk])))
    more = str(end) if end < len(nearest) else None
    return Page(with_children(nearest[start:end]), more, left_out=len(found) > MOST_SORTED)


def _when(progress: Progress) -> tuple[bool, tuple[int, date]]:
    due = progress.next_due()
    return due is None, due.rank if due else (0, date.min)


def page_of(cases: QuerySet[Case], asked: Mapping[str, Any]) -> Page:
    """Expects the order of `in_order`; a key that is not one begins from the start."""
    danger, _line, last = asked.get("after", "").partition("_")
    if cursor := cursor_of(last):
        moment, key = cursor
        behind = Q(since__gt=moment) | Q(since=moment, pk__gt=key)
        rest = Q(no_danger=True)
        cases = cases.filter(rest | behind if danger == DANGER else rest & behind)
    found = list(cases[: ROWS + 1])
    shown = with_children(found[:ROWS])
    if len(found) <= ROWS:
        return Page(shown, None)
    end: Any = found[ROWS - 1]
    danger = DANGER if end.in_danger else "1"
    return Page(shown, f"{danger}_{cursor_to(end.since, end.pk)}" if end.since else None)


@dataclass(frozen=True)
class Row:
    """A case in a list: whose it is, where it stands, what comes next and by when. `here`: one's own unit.

    `of` is the deadline that the row is about, where it is not the first of all; `on` the title of the
    pathway, where there are several.
    """

    case: Case
    progress: Progress
    now: datetime
    here: UUID
    holder: Holder | None = None
    called: str = ""
    of: Due | None = None
    on: str = ""

    @cached_property
    def who(self) -> str:
        """On screens that others pass by: initials and group, and the unit where it is not one's own."""
        child: Any = self.case.child
        called = self.called or str(child.initials)
        if child.group is None:
            return called
        place = "" if child.group.unit_id == self.here else f", {child.unit_name}"
        return f"{called} {child.group_name}".strip() + place

    @property
    def level(self) -> Level:
        return self.progress.level

    @property
    def holder_said(self) -> str:
        """By name; with the role, where the level has one of its own."""
        if not self.holder:
            return ""
        role = role_on(self.level, pathway_of(self.case.version_id))
        return f"{self.holder.name}, {said.text(role.title)}" if role else self.holder.name

    @property
    def now_said(self) -> str:
        """What is to be done now, or on which day; where tracks go side by side, all of it."""
        return " · ".join(self._turn_said(state) for state in self.progress.turns)

    def _turn_said(self, state: StepState) -> str:
        title, wait = said.text(state.step.title), self.progress.wait_of(state)
        if not wait or (self.due and self.due.on == wait.day):
            return title
        return _("%(step)s, on %(day)s") % {"step": title, "day": said.day(wait.day)}

    @cached_property
    def due(self) -> Due | None:
        return self.of or self.progress.next_due()

    @property
    def due_words(self) -> str:
        return due_in_words(self.due, self.now)

    def first_of(self, steps: Sequence[StepState]) -> list[str]:
        """What these steps lack and is to be done first; nothing where they lack nothing."""
        lacking = {need for state in steps for need in state.missing}
        return [need for need in self.progress.most_pressing if need in lacking][:1]

    def way_to(self, needs: Sequence[str]) -> Way | None:
        return next(iter(ways_to(needs, pathway_of(self.case.version_id), self.case)), None)

    def due_for(self, needs: Sequence[str]) -> str:
        """What the row's deadline is for, where it is not for what is named beside it."""
        with speaking_of(self.case.subject):
            return deadline_for(self.due, needs, pathway_of(self.case.version_id))


def rows_of(
    cases: list[Case],
    progress: Mapping[UUID, Progress],
    now: datetime,
    here: UUID,
    holders: Mapping[UUID, Holder] | None = None,
    on: Mapping[UUID, str] | None = None,
) -> list[Row]:
    return [
        Row(
            case,
            progress[case.pk],
            now,
            here,
            holder=(holders or {}).get(case.pk),
            on=(on or {}).get(case.pk, ""),
        )
        for case in cases
    ]


def told_apart(rows: list[Row]) -> list[Row]:
    """Children who would look the same are called by name; if that is the same, with their year of birth."""
    for call in (lambda child: child.name, _with_year):
        alike = _alike(rows)
        if not alike:
            break
        rows = [replace(row, called=call(row.case.child)) if row.who in alike else row for row in rows]
    return rows


def _alike(rows: list[Row]) -> set[str]:
    children = {(row.who, row.case.child_id) for row in rows}
    return {who for who, count in Counter(who for who, _child in children).items() if count > 1}


def _with_year(child: Child) -> str:
    return f"{child.name} ({child.born_on.year})" if child.born_on else child.name


def due_in_words(due: Due | None, now: datetime) -> str:
    if due is None:
        return ""
    if due.on:
        return said.in_days(due.on, local_day(now))
    if due.is_unknown:
        return _("nobody knows the day yet")
    if due.urgency is Urgency.OVERDUE:
        return _("at once, since %(day)s") % {"day": said.day(due.anchor).replace(" ", "\N{NO-BREAK SPACE}")}
    return _("as soon as you can")
