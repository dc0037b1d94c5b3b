"""What a guardian may see of a child's case, as the database gives it to the family (database/family.sql)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from laget.consents.models import Consent
from laget.consents.queries import State, state_of
from laget.rules.agreed import lacks


class Contact(NamedTuple):
    case_id: UUID
    name: str
    title: str
    phone: str


class Coming(NamedTuple):
    case_id: UUID
    template: str
    starts_at: datetime
    place: str
    called_off: bool


class Goal(NamedTuple):
    case_id: UUID
    text: str
    sign: str


class Measure(NamedTuple):
    """One that goes on: what has ended is not among them."""

    case_id: UUID
    text: str
    responsible_name: str
    evaluate_on: date | None
    started_at: datetime | None
    last_effect: str | None
    last_onward: str | None
    ended_at: None = None

    @property
    def agreed(self) -> bool:
        """Until then it is proposed. Whether its day has passed makes no difference to the family."""
        return not lacks(self, date.min)


class Words(NamedTuple):
    """A note, or the minutes of a meeting of this kind."""

    case_id: UUID
    template: str
    at: datetime
    words: str
    who: str


class Invited(NamedTuple):
    """A service that is asked to help, with what the guardian who reads has answered."""

    case_id: UUID
    service_id: UUID
    name: str
    asks: str
    said_id: UUID | None
    answer: str | None
    until_on: date | None
    takes_part: bool
    is_in: bool
    declined: bool

    def state(self, today: date) -> State:
        latest = Consent(answer=self.answer, until_on=self.until_on) if self.answer else None
        return state_of(latest, today)


@dataclass(frozen=True)
class FamilyCase:
    """One child's case, as the family follows it."""

    pk: UUID
    version_id: UUID
    subject: str
    given_name: str
    closed_at: datetime | None
    aftercare_until: date | None
    contacts: list[Contact]
    meetings: list[Coming]
    goals: list[Goal]
    measures: list[Measure]
    words: list[Words]
    services: list[Invited]


CASES = "select case_id, version_id, subject, given_name, closed_at, aftercare_until from family_cases()"
CONTACTS = "select case_id, name, title, phone from family_contacts()"
MEETINGS = "select case_id, template, starts_at, place, called_off from family_meetings()"
GOALS = "select case_id, text, sign from family_goals()"
WORDS = "select case_id, template, at, words, who from family_words()"
SERVICES = (
    "select case_id, service_id, name, asks, said_id, answer, until_on, takes_part, is_in, declined"
    " from family_services()"
)
MEASURES = (
    "select case_id, text, responsible_name, evaluate_on, started_at, last_effect, last_onward"
    " from family_measures()"
)


def family_cases() -> list[FamilyCase]:
    """Those of whoever asks, open ones first: a question for each kind of row, however many cases."""
    contacts = [Contact(*row) for row in _rows(CONTACTS)]
    meetings = [Coming(*row) for row in _rows(MEETINGS)]
    goals = [Goal(*row) for row in _rows(GOALS)]
    measures = [Measure(*row) for row in _rows(MEASURES)]
    words = [Words(*row) for row in _rows(WORDS)]
    services = [Invited(*row) for row in _rows(SERVICES)]
    kinds = (contacts, meetings, goals, measures, words, services)
    return [FamilyCase(*row, *(_of(row[0], kind) for kind in kinds)) for row in _rows(CASES)]


def _rows(question: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def _of(case_id: UUID, rows: Iterable[Any]) -> list[Any]:
    return [row for row in rows if row.case_id == case_id]
