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
    municipality_id: UUID
    subject: str
    born_on: date | None
    consent_age: int
    hidden_address: bool


class Child(NamedTuple):
    id: UUID
    kind: str
    group_id: UUID | None


class Absence(NamedTuple):
    """Without a case: a day away. With or without: what somebody decided about a count of them."""

    table: str
    id: UUID
    child_id: UUID
    case_id: UUID | None


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
    id: UUID
    case_id: UUID
    service_id: UUID
    person_id: UUID
    answer: str
    until_on: date | None
    at: datetime


class Invited(NamedTuple):
    """A service, once or again; of one that has ended, whether it said itself that it cannot help."""

    id: UUID
    case_id: UUID
    service_id: UUID
    name: str
    asks: str
    at: datetime
    ended_at: datetime | None
    declined: bool


class Reopened(NamedTuple):
    case_id: UUID
    at: datetime


class Unit(NamedTuple):
    id: UUID
    service_id: UUID
    municipality_id: UUID


class Offer(NamedTuple):
    case_id: UUID
    seat_id: UUID


class Held(NamedTuple):
    """Whose baton it is, or was."""

    case_id: UUID
    seat_id: UUID
    now: bool


class Meeting(NamedTuple):
    id: UUID
    case_id: UUID
    starts_at: datetime
    place: str
    held_at: datetime | None
    called_off: bool
    minutes: str


class Asked(NamedTuple):
    """A guardian, to a meeting."""

    meeting_id: UUID
    case_id: UUID
    person_id: UUID


class Row(NamedTuple):
    """That a table has a row of a case."""

    table: str
    case_id: UUID


class Key(NamedTuple):
    """Of a row that others belong to."""

    table: str
    id: UUID
    case_id: UUID


class MeetingKind(NamedTuple):
    case_id: UUID
    kind: str


class Serves(NamedTuple):
    """A service that helps children, and where."""

    service_id: UUID
    municipality_id: UUID


class Words(NamedTuple):
    """What the family is told of a case, by which of its functions."""

    function: str
    case_id: UUID
    said: str


# What the team alone reads of a case.
IN_THE_TEAM = (
    "cases_teammember",
    "cases_exclusion",
    "cases_concern",
    "cases_entry",
    "cases_filledform",
    "consents_invitedservice",
    "consents_consent",
    "plans_plan",
    "plans_goal",
    "plans_measure",
    "plans_evaluation",
    "plans_measurereview",
    "plans_planchange",
    "meetings_meeting",
    "meetings_attendee",
    "meetings_decision",
    "meetings_minutesversion",
    "meetings_voiceentry",
    "moves_move",
    "moves_recordedfact",
    "handovers_holding",
    "handovers_handover",
)

PARENTS = ("plans_goal", "plans_measure", "plans_evaluation", "meetings_meeting")

QUESTIONS: dict[type[Any], str] = {
    Seat: "select s.id, s.person_id, s.unit_id, u.service_id, s.role, s.from_at, s.to_at, p.username"
    " from people_seat s join people_unit u on u.id = s.unit_id join people_person p on p.id = s.person_id",
    # The family is let in once the case has left the pathway's first level, the one of the worry itself.
    Case: "select c.id, c.child_id, c.unit_id, c.shared_at, c.sealed_at, c.closed_at, c.in_error,"
    " c.adult_here_at is not null, coalesce((select level.protects = '' and level.position > ("
    " select min(position) from pathway_pathwaylevel first where version_id = c.version_id and protects = '')"
    " from pathway_pathwaylevel level where version_id = c.version_id and level.level = c.level), false),"
    " ch.given_name, ch.family_name,"
    " coalesce(g.name, ''), c.municipality_id, c.subject, ch.born_on, (m.settings ->> 'consent_age')::int,"
    " ch.hidden_address"
    " from cases_case c join people_child ch on ch.id = c.child_id"
    " join people_municipality m on m.id = c.municipality_id"
    " left join people_group g on g.id = ch.group_id",
    Child: "select id, kind, group_id from people_child",
    Absence: "select 'absence_absenceday', id, child_id, null from absence_absenceday union all"
    " select 'absence_countdecision', id, child_id, case_id from absence_countdecision",
    Group: "select id, unit_id from people_group",
    NamedGroup: "select seat_id, group_id from people_seat_groups",
    Member: "select case_id, seat_id, basis, from_at, to_at from cases_teammember",
    Exclusion: "select case_id, person_id from cases_exclusion",
    Guardian: "select child_id, guardian_id, kind, parental_responsibility, from_on, to_on"
    " from people_guardianship",
    Answer: "select id, case_id, service_id, guardian_id, answer, until_on, at from consents_consent",
    Invited: "select invited.id, case_id, service_id, name, asks, at, ended_at, declined_by_id is not null"
    " from consents_invitedservice invited join people_service service on service.id = service_id",
    Reopened: "select case_id, at from moves_move where kind = 'reopened'",
    Unit: "select id, service_id, municipality_id from people_unit",
    Offer: "select case_id, to_seat_id from handovers_handover where answered_at is null",
    Held: "select case_id, seat_id, to_at is null from handovers_holding",
    Meeting: "select id, case_id, starts_at, place, held_at, cancelled_at is not null, minutes"
    " from meetings_meeting",
    Asked: "select meeting_id, case_id, guardian_id from meetings_attendee where guardian_id is not null",
    Row: " union ".join(f"select '{table}', case_id from {table}" for table in IN_THE_TEAM),
    Key: " union all ".join(f"select '{table}', id, case_id from {table}" for table in PARENTS),
    MeetingKind: "select c.id, kind.meeting from cases_case c"
    " join pathway_pathwaymeeting kind on kind.version_id = c.version_id",
    Serves: "select serves.service_id, serves.municipality_id from people_service_serves serves"
    " join people_service service on service.id = service_id where code <> 'administration'",
    Words: "select 'family_goals', case_id, text from plans_goal where ended_at is null"
    " union all select 'family_measures', case_id, concat(text, ' ', (select effect || onward"
    " from plans_measurereview review where measure_id = measure.id order by at desc, id desc limit 1))"
    " from plans_measure measure where ended_at is null"
    " union all select 'family_words', case_id, text from cases_entry where audience = 'family'",
}  # fmt: skip


@dataclass(frozen=True)
class Records:
    seats: list[Seat]
    cases: list[Case]
    children: list[Child]
    absences: list[Absence]
    groups: list[Group]
    named_groups: list[NamedGroup]
    members: list[Member]
    exclusions: list[Exclusion]
    guardians: list[Guardian]
    answers: list[Answer]
    invited: list[Invited]
    reopened: list[Reopened]
    units: list[Unit]
    offers: list[Offer]
    held: list[Held]
    meetings: list[Meeting]
    asked: list[Asked]
    rows: list[Row]
    keys: list[Key]
    meeting_kinds: list[MeetingKind]
    serves: list[Serves]
    words: list[Words]


def read_as_owner() -> Records:
    """All rows there are."""
    with connections["owner"].cursor() as cursor:
        found = []
        for kind, question in QUESTIONS.items():
            cursor.execute(question)
            found.append([kind(*row) for row in cursor.fetchall()])
    return Records(*found)
