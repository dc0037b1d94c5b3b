"""How far cases have come: the facts from the database, the verdict from the rules."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from laget.cases.models import Case
from laget.foundation.calendar import days_in, days_of_school, school_years
from laget.foundation.clock import local_day
from laget.pathway.published import pathway_of
from laget.people.models import Municipality
from laget.rules.days import Days
from laget.rules.progress import Progress, progress
from laget.rules.standing import Standing
from laget.rules.vocabulary import Unit

OF_SCHOOL = {Unit.SCHOOL_DAYS, Unit.TERMS}
Facts = Mapping[str, date]
FACTS = "select case_id, array_agg(fact), array_agg(since) from facts_of(%s) group by case_id"


def facts_of(cases: Iterable[Case]) -> dict[UUID, dict[str, date]]:
    """What is true of each case and since which day: one question to the database, whatever the number."""
    facts: dict[UUID, dict[str, date]] = {case.pk: {} for case in cases}
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [list(facts)])
        for case_id, names, days in cursor.fetchall():
            facts[case_id] = dict(zip(names, days, strict=True))
    return facts


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


def progress_of_all(cases: list[Case], now: datetime) -> dict[UUID, Progress]:
    facts, days = facts_of(cases), days_of(cases)
    return {case.pk: progress_of(case, facts[case.pk], now, days[case.pk]) for case in cases}


def days_of(cases: Iterable[Case]) -> dict[UUID, Days]:
    """The days that count in each case. School years are asked for only where a pathway counts by them."""
    pathways = {case.pk: pathway_of(case.version_id) for case in cases}
    asked = {case.municipality_id for case in cases if pathways[case.pk].counts_in & OF_SCHOOL}
    found = Municipality.objects.filter(pk__in=asked) if asked else ()
    at_school = {each.pk: days_of_school(each.country, school_years(each.settings)) for each in found}
    return {
        case.pk: at_school.get(case.municipality_id) or days_in(pathways[case.pk].country) for case in cases
    }
