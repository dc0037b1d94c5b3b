"""What comes along with the baton: what is to be done now, and the measures, each with its day."""

from datetime import datetime
from typing import NamedTuple

from laget.cases.models import Case
from laget.moves.queries import facts_of, progress_of
from laget.pathway.published import pathway_of
from laget.plans.models import Measure
from laget.plans.queries import measures_of
from laget.staff.lists import due_in_words
from laget.staff.said import as_a_line
from laget.staff.ways import ways_to


class OpenTask(NamedTuple):
    title: str
    href: str
    when: str


def open_tasks(case: Case, now: datetime) -> list[OpenTask]:
    """What the step the case stands at still lacks, and by when."""
    progress = progress_of(case, facts_of([case])[case.pk], now)
    return [
        OpenTask(way.title, way.href, as_a_line(due_in_words(progress.due_for(need), now)))
        for need in progress.missing
        for way in ways_to([need], pathway_of(case.version_id), case)
    ]


def open_measures(case: Case) -> list[Measure]:
    return list(measures_of(case).filter(ended_at=None))
