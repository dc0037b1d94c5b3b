"""Lists of cases: paged by key, so that page a thousand costs what page one costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from laget.cases.models import Case
from laget.foundation.clock import local_day
from laget.pathway.published import pathway_of
from laget.rules.deadlines import Due
from laget.rules.progress import Progress
from laget.staff import said
from laget.staff.ways import way_to

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
    if len(found) <= ROWS:
        return Page(found, None)
    end = found[ROWS - 1]
    return Page(found[:ROWS], f"{end.round_since.isoformat()}_{end.pk}" if end.round_since else None)


def rows_of(cases: list[Case], progress: Mapping[UUID, Progress], now: datetime) -> list[dict[str, Any]]:
    """A row a case: who in initials, where it stands, what comes next and by when."""
    return [_row(case, progress[case.pk], now) for case in cases]


def _row(case: Case, progress: Progress, now: datetime) -> dict[str, Any]:
    due = progress.next_due()
    pathway = pathway_of(case.version_id)
    missing = progress.here.missing
    return {
        "case": case,
        "level": progress.level,
        "step": progress.here.step,
        "due": due,
        "due_words": due_in_words(due, now),
        "next": way_to(missing[0], pathway, case) if missing else None,
    }


def due_in_words(due: Due | None, now: datetime) -> str:
    if due is None:
        return ""
    return said.in_days(due.on, local_day(now)) if due.on else _("as soon as you can")
