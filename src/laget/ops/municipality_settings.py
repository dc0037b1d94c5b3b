"""`[settings]` of a municipality's file: its own numbers and days, as data."""

import re
from typing import Any

from laget.people.models import LEAVE_TO, RENEW_DAYS
from laget.rules.reading import Table
from laget.rules.turns import QUIET_WEEKS

CONSENT_AGE, REMIND_AFTER, LEADER_AFTER, DRAFT_DAYS = 15, 3, 5, 30
# The least and the most that each may be. At the age of consent the child answers: laws say 12 to 18.
AGES, DRAFTS, RENEWALS, WORKING_DAYS, WEEKS = (10, 25), (1, 365), (1, 180), (1, 60), (1, 52)
WEB_ADDRESS = re.compile(r"https://[a-z0-9.-]+(/[A-Za-z0-9._~/-]*)?")
PHONE = re.compile(r"\+?[\d ]{3,29}")


def read_settings(table: Table) -> dict[str, Any]:
    phones, baton = table.table("phones"), table.table("baton")
    of_age = _number(table, "consent_age", "a number of years, such as 15", CONSENT_AGE, AGES)
    settings = {
        "school_years": list(table.each("school_year", _school_year)),
        "closed": list(table.each("closed", _spell)),
        "consent_age": of_age,
        "youth_age": _number(table, "youth_age", "a number of years, such as 13", of_age, AGES),
        "quiet_weeks": _number(table, "quiet_weeks", "a number of weeks, such as 4", QUIET_WEEKS, WEEKS),
        "draft_days": _number(table, "draft_days", "a number of days, such as 30", DRAFT_DAYS, DRAFTS),
        "renew_days": _number(table, "renew_days", "a number of days, such as 30", RENEW_DAYS, RENEWALS),
        "leave_to": _web_address(table, "leave_to", LEAVE_TO),
        "phones": {key: phones.string(key, required=True) for key in ("child_welfare", "child_welfare_duty")},
        "baton": {
            "remind_after": _number(
                baton, "remind_after", "a number of working days", REMIND_AFTER, WORKING_DAYS
            ),
            "leader_after": _number(
                baton, "leader_after", "a number of working days", LEADER_AFTER, WORKING_DAYS
            ),
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


def _web_address(table: Table, key: str, default: str) -> str:
    written = table.string(key) or default
    if not WEB_ADDRESS.fullmatch(written):
        table.fault(key, f"Write an address that begins with https://, such as “{default}”.")
    return written


def _number(table: Table, key: str, what: str, default: int, within: tuple[int, int]) -> int:
    least, most = within
    number = int(table._take(key, int, what, default, False))
    if not least <= number <= most:
        table.fault(key, f"“{key}” should be {what}: {least} to {most}.")
        return default
    return number


def read_phone(table: Table) -> str:
    number = table.string("phone", what="a telephone number in quotes")
    if number and not PHONE.fullmatch(number):
        table.fault("phone", f"“{number}” should be a telephone number: digits and spaces, or a + first.")
    return number
