"""`[settings]` of a municipality's file: its own numbers and days, as data."""

import re
from typing import Any

from laget.rules.reading import Table

CONSENT_AGE, REMIND_AFTER, LEADER_AFTER, DRAFT_DAYS = 15, 3, 5, 30
PHONE = re.compile(r"\+?[\d ]{3,29}")


def read_settings(table: Table) -> dict[str, Any]:
    phones, baton = table.table("phones"), table.table("baton")
    of_age = _number(table, "consent_age", "a number of years, such as 15", CONSENT_AGE)
    settings = {
        "school_years": list(table.each("school_year", _school_year)),
        "closed": list(table.each("closed", _spell)),
        "consent_age": of_age,
        "youth_age": _number(table, "youth_age", "a number of years, such as 13", of_age),
        "draft_days": _number(table, "draft_days", "a number of days, such as 30", DRAFT_DAYS),
        "phones": {key: phones.string(key, required=True) for key in ("child_welfare", "child_welfare_duty")},
        "baton": {
            "remind_after": _number(baton, "remind_after", "a number of working days", REMIND_AFTER),
            "leader_after": _number(baton, "leader_after", "a number of working days", LEADER_AFTER),
        },
    }
    for each in (phones, baton, table):
        each.done()
    return settings


def _school_year(table: Table) -> dict[str, Any]:
    begins, ends = table.day("begins", required=True), table.day("ends", required=True)
    if begins and ends and ends <= begins:
        table.fault("ends", "The school year ends before it begins.")
    return {
        "begins": str(begins),
        "ends": str(ends),
        "terms": [str(day) for day in table.days("terms")],
        "breaks": list(table.each("break", _spell)),
    }


def _spell(table: Table) -> tuple[str, str]:
    first, last = table.day("from", required=True), table.day("to", required=True)
    if first and last and last < first:
        table.fault("to", "It ends before it begins.")
    return str(first), str(last)


def _number(table: Table, key: str, what: str, default: int) -> int:
    number = int(table._take(key, int, what, default, False))
    if number < 1:
        table.fault(key, f"“{key}” should be {what}.")
    return number


def read_phone(table: Table) -> str:
    number = table.string("phone", what="a telephone number in quotes")
    if number and not PHONE.fullmatch(number):
        table.fault("phone", f"“{number}” should be a telephone number: digits and spaces, or a + first.")
    return number
