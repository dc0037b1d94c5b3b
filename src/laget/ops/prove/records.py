"""All the oracle needs to know, as plain records read by the owner: no model, no query of the product."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections


class Seat(NamedTuple):
    id: UUID
    person_id: UUID
    unit_id: UUID
    service_id: UUID
    role: str
    from_at: datetime
    to_at: datetime | None
    username: str


class Case(NamedTuple):
    id: UUID
    child_id: UUID
    unit_id: UUID
    shared_at: datetime | None
    sealed_at: datetime | None
    closed_at: datetime | None
    in_error: bool
    adult_here: bool
    is_shared_with_family: bool
    given_name: str
    family_name: str
    group: str
    subject: str
    born_on: date | None
    consent_age: int
    hidden_address: bool


class Child(NamedTuple):
    id: UUID
    kind: str
    group_id: UUID | None


class Group(NamedTuple):
    id: UUID
    unit_id: UUID


class NamedGroup(NamedTuple):
    """One that somebody of another service works with."""

    seat_id: UUID
    group_id: UUID


class Member(NamedTuple):
    case_id: UUID
    seat_id: UUID
    basis: str
    from_at: datetime
    to_at: datetime | None


class Exclusion(NamedTuple):
    case_id: UUID
    person_id: UUID


class Guardian(NamedTuple):
    child_id: UUID
    person_id: UUID
    kind: str
    parental_responsibility: bool
    from_on: date
    to_on: date | None


class Answer(NamedTuple):
    case_id: UUID
    service_id: UUID
    person_id: UUID
    answer: str
    until_on: date | None
    at: datetime


class Invited(NamedTuple):
    case_id: UUID
    service_id: UUID
    at: datetime


class Offer(NamedTuple):
    case_id: UUID
    seat_id: UUID


class Held(NamedTuple):
    """Whose baton it is."""

    case_id: UUID
    seat_id: UUID


class Meeting(NamedTuple):
    id: UUID
    case_id: UUID
    starts_at: datetime
    held_at: datetime | None
    minutes: str


class Asked(NamedTuple):
    """A guardian, to a meeting."""

    meeting_id: UUID
    case_id: UUID
    person_id: UUID


class Row(NamedTuple):
    """Of a table with rows of cases."""

    table: str
    case_id: UUID
    to_family: bool


# What the team alone reads of a case; and of which rows the family is told something.
IN_THE_TEAM = {
    "cases_teammember": "false",
    "cases_exclusion": "false",
    "cases_concern": "false",
    "cases_entry": "audience = 'family'",
    "cases_filledform": "false",
    "consents_invitedservice": "ended_at is null",
    "consents_consent": "false",
    "plans_plan": "false",
    "plans_goal": "ended_at is null",
    "plans_measure": "ended_at is null",
    "plans_evaluation": "false",
    "plans_measurereview": "false",
    "plans_planchange": "false",
    "meetings_meeting": "false",
    "meetings_attendee": "false",
    "meetings_decision": "false",
    "meetings_minutesversion": "false",
    "meetings_voiceentry": "false",
    "moves_move": "false",
    "moves_recordedfact": "false",
    "handovers_holding": "false",
    "handovers_handover": "false",
}

QUESTIONS: dict[type[Any], str] = {
    Seat: "select s.id, s.person_id, s.unit_id, u.service_id, s.role, s.from_at, s.to_at, p.username"
    " from people_seat s join people_unit u on u.id = s.unit_id join people_person p on p.id = s.person_id",
    # The family is let in once the case has left the pathway's first level, the one of the worry itself.
    Case: "select c.id, c.child_id, c.unit_id, c.shared_at, c.sealed_at, c.closed_at, c.in_error,"
    " c.adult_here_at is not null, c.level not in ('0', 'sealed', 'concern'), ch.given_name, ch.family_name,"
    " coalesce(g.name, ''), c.subject, ch.born_on, (m.settings ->> 'consent_age')::int, ch.hidden_address"
    " from cases_case c join people_child ch on ch.id = c.child_id"
    " join people_municipality m on m.id = c.municipality_id"
    " left join people_group g on g.id = ch.group_id",
    Child: "select id, kind, group_id from people_child",
    Group: "select id, unit_id from people_group",
    NamedGroup: "select seat_id, group_id from people_seat_groups",
    Member: "select case_id, seat_id, basis, from_at, to_at from cases_teammember",
    Exclusion: "select case_id, person_id from cases_exclusion",
    Guardian: "select child_id, guardian_id, kind, parental_responsibility, from_on, to_on"
    " from people_guardianship",
    Answer: "select case_id, service_id, guardian_id, answer, until_on, at from consents_consent",
    Invited: "select case_id, service_id, at from consents_invitedservice where ended_at is null",
    Offer: "select case_id, to_seat_id from handovers_handover where answered_at is null",
    Held: "select case_id, seat_id from handovers_holding where to_at is null",
    Meeting: "select id, case_id, starts_at, held_at, minutes from meetings_meeting",
    Asked: "select meeting_id, case_id, guardian_id from meetings_attendee where guardian_id is not null",
    Row: " union ".join(
        f"select '{table}', case_id, {told} from {table}"
        for table, told in IN_THE_TEAM.items()
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Records:
    seats: list[Seat]
    cases: list[Case]
    children: list[Child]
    groups: list[Group]
    named_groups: list[NamedGroup]
    members: list[Member]
    exclusions: list[Exclusion]
    guardians: list[Guardian]
    answers: list[Answer]
    invited: list[Invited]
    offers: list[Offer]
    held: list[Held]
    meetings: list[Meeting]
    asked: list[Asked]
    rows: list[Row]


def read_as_owner() -> Records:
    """All rows there are."""
    with connections["owner"].cursor() as cursor:
        found = []
        for kind, question in QUESTIONS.items():
            cursor.execute(question)
            found.append([kind(*row) for row in cursor.fetchall()])
    return Records(*found)
