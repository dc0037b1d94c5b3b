"""Lists of cases: paged by key, so that page a thousand costs what page one costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from laget.cases.models import Case
from laget.cases.queries import with_children
from laget.foundation.clock import local_day
from laget.pathway.published import pathway_of
from laget.rules.deadlines import Due
from laget.rules.pathway import Level, Step
from laget.rules.progress import Progress
from laget.staff import said
from laget.staff.ways import Way, ways_to

ROWS = 50


@dataclass(frozen=True)
class Page:
    """Some of a list. `after` is what the next page begins behind; None on the last."""

    cases: list[Case]
    after: str | None


def page_of(cases: QuerySet[Case], asked: Mapping[str, Any]) -> Page:
    """Expects the order `round_since, id`; a key that is not one begins from the start."""
    since, _space, last = asked.get("after", "").partition("_")
    try:
        moment, key = parse_datetime(since.replace(" ", "+")), UUID(last)
    except ValueError:
        moment = key = None
    if moment and moment.tzinfo and key:
        cases = cases.filter(Q(round_since__gt=moment) | Q(round_since=moment, pk__gt=key))
    found = list(cases[: ROWS + 1])
    shown = with_children(found[:ROWS])
    if len(found) <= ROWS:
        return Page(shown, None)
    end = found[ROWS - 1]
    return Page(shown, f"{end.round_since.isoformat()}_{end.pk}" if end.round_since else None)


@dataclass(frozen=True)
class Row:
    """A case in a list: whose it is, where it stands, what comes next and by when. `here`: one's own unit."""

    case: Case
    progress: Progress
    now: datetime
    here: UUID

    @property
    def who(self) -> str:
        """On screens that others pass by: initials and group, and the unit where it is not one's own."""
        child: Any = self.case.child
        if child.group is None:
            return str(child.initials)
        place = "" if child.group.unit_id == self.here else f", {child.unit_name}"
        return f"{child.initials} {child.group.name}{place}"

    @property
    def level(self) -> Level:
        return self.progress.level

    @cached_property
    def step(self) -> Step:
        return self.progress.here.step

    @cached_property
    def due(self) -> Due | None:
        return self.progress.next_due()

    @property
    def due_words(self) -> str:
        return due_in_words(self.due, self.now)

    @cached_property
    def next(self) -> Way | None:
        missing = self.progress.missing
        return next(iter(ways_to(missing[:1], pathway_of(self.case.version_id), self.case)), None)


def rows_of(cases: list[Case], progress: Mapping[UUID, Progress], now: datetime, here: UUID) -> list[Row]:
    return [Row(case, progress[case.pk], now, here) for case in cases]


def due_in_words(due: Due | None, now: datetime) -> str:
    if due is None:
        return ""
    return said.in_days(due.on, local_day(now)) if due.on else _("as soon as you can")
