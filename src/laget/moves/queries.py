"""How far cases have come: the facts from the database, the verdict from the rules."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, QuerySet

from laget.cases.models import Case
from laget.foundation import calendar
from laget.foundation.by_hand import Question, keys
from laget.foundation.clock import local_day
from laget.moves.models import Move, MoveKind
from laget.pathway.published import pathway_of
from laget.people.models import Municipality
from laget.rules.days import Days
from laget.rules.progress import Progress, progress
from laget.rules.standing import Standing
from laget.rules.vocabulary import Unit

Facts = Mapping[str, date]
ABSENCE = Question("select case_id, days from absence_in(%(cases)s)")
FACTS = "select case_id, array_agg(fact), array_agg(since) from facts_of(%s) group by case_id"


def facts_of(cases: Iterable[Case]) -> dict[UUID, dict[str, date]]:
    """What is true of each case and since which day: one question to the database, whatever the number."""
    facts: dict[UUID, dict[str, date]] = {case.pk: {} for case in cases}
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [keys(facts)])
        for case_id, names, days in cursor.fetchall():
            facts[case_id] = dict(zip(names, days, strict=True))
    return facts


def closings() -> QuerySet[Move]:
    """The move that ended each of the cases asked about, as it stands now."""
    return Move.objects.filter(case=OuterRef("pk"), at=OuterRef("closed_at"))


def sealings() -> QuerySet[Move]:
    """The move that sealed each of the cases asked about."""
    return Move.objects.filter(case=OuterRef("pk"), kind=MoveKind.SEALED)


def standing_of(case: Case, facts: Facts) -> Standing:
    return Standing(
        level=case.level,
        entered_step=case.entered_step,
        wonder_on=case.wonder_on,
        opened_on=local_day(case.opened_at),
        level_since=local_day(case.level_since or case.opened_at),
        round_since=local_day(case.round_since or case.opened_at),
        facts=facts,
        closed=case.closed_at is not None,
        return_to=case.return_to,
    )


def progress_of(case: Case, facts: Facts, now: datetime, days: Days | None = None) -> Progress:
    """`days` are the case's own, where somebody has asked for those of many at once."""
    return progress(
        pathway_of(case.version_id),
        standing_of(case, facts),
        today=local_day(now),
        days=days or days_of([case])[case.pk],
    )


def progress_of_all(
    cases: list[Case], now: datetime, here: Municipality | None = None
) -> dict[UUID, Progress]:
    """`here` is the asker's own municipality, which needs no asking for."""
    facts, days = facts_of(cases), days_of(cases, here)
    return {case.pk: progress_of(case, facts[case.pk], now, days[case.pk]) for case in cases}


def days_of(cases: Iterable[Case], here: Municipality | None = None) -> dict[UUID, Days]:
    """The days that count in each case: its municipality's own, and the days its child was away."""
    cases = list(cases)
    known = {here.pk: here} if here else {}
    others = {case.municipality_id for case in cases} - known.keys()
    found = known | (Municipality.objects.in_bulk(others) if others else {})
    places = {case.pk: (case.municipality_id, pathway_of(case.version_id).country) for case in cases}
    usual = {
        (municipality, country): calendar.days_of(country, found[municipality].settings)
        for municipality, country in set(places.values())
    }
    days = {pk: usual[place] for pk, place in places.items()}
    return days | {pk: replace(days[pk], absent=absent) for pk, absent in _absence_in(cases).items()}


def _absence_in(cases: list[Case]) -> dict[UUID, tuple[date, ...]]:
    """Asked for only where a pathway counts by it."""
    asked = [case.pk for case in cases if Unit.ABSENCE_DAYS in pathway_of(case.version_id).counts_in]
    return {case_id: tuple(days) for case_id, days in ABSENCE.ask(cases=keys(asked))} if asked else {}
