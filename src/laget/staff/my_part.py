"""My own part of a case, beside whose turn it is: what I was named for, my measures, and my silence."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from laget.foundation.addresses import address
from laget.foundation.clock import local_day
from laget.foundation.speech import gettext as _
from laget.foundation.speech import ngettext
from laget.handovers.queries import Baton
from laget.moves.named import Facts
from laget.pathway.published import pathway_of
from laget.people.models import Seat
from laget.rules.conditions import choices_of
from laget.rules.deadlines import Urgency, agreed_on
from laget.rules.turns import named_for, weeks_quiet
from laget.rules.vocabulary import Fact
from laget.staff.lists import Row
from laget.staff.my_rows import MyMeasure, MyRows, my_rows
from laget.staff.todo import Task, beside_sealed, leads_of, turns_of
from laget.staff.ways import shortened

AHEAD = timedelta(weeks=1)


def my_rows_of(rows: list[Row], batons: Mapping[UUID, Baton], seat: Seat) -> dict[UUID, MyRows]:
    if not rows:
        return {}
    carried = [row.case.pk for row in rows if _holds(batons[row.case.pk], seat)]
    until = local_day(rows[0].now) + AHEAD
    return my_rows([row.case.pk for row in rows], carried, seat_id=seat.pk, until=until)


def my_part(
    row: Row, baton: Baton, seat: Seat, named: Facts, mine: MyRows, *, quiet_after: int
) -> list[Task]:
    """`quiet_after` are the weeks without a word after which whoever holds the baton is asked."""
    leads, holds = leads_of(row, seat), _holds(baton, seat)
    turns = turns_of(row, baton, seat, named, leads=leads)
    known = {fact for state in turns for need in state.missing for fact in choices_of(need)}
    carries = leads or holds or row.case.opened_by_id == seat.pk
    return [
        *_named(row, seat, named, known),
        *(task for each in mine.measures for task in _measure(row, each, known, carries=carries)),
        *(_quiet(row, baton, mine, quiet_after) if holds else ()),
    ]


def _holds(baton: Baton, seat: Seat) -> bool:
    return baton.holding is not None and baton.holding.seat_id == seat.pk


def _quiet(row: Row, baton: Baton, mine: MyRows, after: int) -> Iterator[Task]:
    """Whoever has just taken the baton has not been silent."""
    moments = [mine.written_at, baton.holding and baton.holding.from_at]
    since = max((local_day(moment) for moment in moments if moment), default=None)
    weeks = weeks_quiet(row.progress, since) if since else 0
    if weeks >= after:
        title = ngettext("Nothing written for %(num)d week", "Nothing written for %(num)d weeks", weeks)
        yield replace(_task(row, title % {"num": weeks}, address("entry", row.case.pk)), is_urgent=True)


def _named(row: Row, seat: Seat, named: Facts, known: Collection[str]) -> Iterator[Task]:
    """`known` is what the step says already that is mine to do."""
    for fact, due in named_for(pathway_of(row.case.version_id), row.progress):
        is_me = fact.id in named and named[fact.id].seat_id == seat.pk
        way = row.way_to([fact.then]) if is_me and fact.then not in known else None
        if way:
            about = replace(row, of=due) if due else row
            yield _task(about, way.title, way.href, due_for=about.due_for([fact.then]))


def _measure(row: Row, mine: MyMeasure, known: Collection[str], *, carries: bool) -> Iterator[Task]:
    """One that begins or is evaluated within a week. Whoever carries the case says in the plan that it has
    begun; another writes a note on that day or after, and has then said it."""
    today = local_day(row.now)
    fact, day = _comes(mine, today)
    if day is None or fact in known or (mine.wrote_at and local_day(mine.wrote_at) >= day):
        return
    about = replace(row, of=agreed_on(fact, day, today=today, days=row.progress.days))
    begins, what = fact == Fact.MEASURES_BEGUN, {"measure": shortened(mine.measure.text)}
    title = _("Begin: %(measure)s") if begins else _("Say how it went: %(measure)s")
    page = "plan" if begins and carries else "entry" if day <= today else "case"
    yield _task(about, title % what, address(page, row.case.pk))


def _comes(mine: MyMeasure, today: date) -> tuple[Fact, date | None]:
    """Which day of a measure comes, or has come and is not over."""
    measure = mine.measure
    if measure.evaluate_on and measure.evaluate_on <= today + AHEAD and not mine.is_evaluated:
        return Fact.MEASURES_REVIEWED, measure.evaluate_on
    is_to_begin = measure.by_on and measure.by_on <= today + AHEAD and not measure.started_at
    return Fact.MEASURES_BEGUN, measure.by_on if is_to_begin else None


def _task(row: Row, title: str, href: str, due_for: str = "") -> Task:
    """Of a child whose other case is sealed, one goes to the page that says what comes first."""
    beside = beside_sealed(row)
    return Task(
        row,
        title,
        address("case", row.case.pk) if beside else href,
        is_mine=True,
        is_urgent=row.due is not None and row.due.urgency != Urgency.LATER,
        sealed_beside=beside,
        due_for=due_for,
    )
