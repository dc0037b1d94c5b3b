"""How far cases have come: the facts from the database, the verdict from the rules."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from laget.cases.models import Case
from laget.foundation.calendar import days_in
from laget.foundation.clock import local_day
from laget.pathway.published import pathway_of
from laget.rules.progress import Progress, Standing, progress

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


def progress_of(case: Case, facts: Facts, now: datetime) -> Progress:
    pathway = pathway_of(case.version_id)
    return progress(
        pathway,
        standing_of(case, facts),
        today=local_day(now),
        days=days_in(pathway.country),
    )


def progress_of_all(cases: list[Case], now: datetime) -> dict[UUID, Progress]:
    facts = facts_of(cases)
    return {case.pk: progress_of(case, facts[case.pk], now) for case in cases}
