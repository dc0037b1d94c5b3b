"""Who may see which case, worked out from what the law and the issue say, apart from the code that decides.

Nothing here is taken from the product. In words:

- Only somebody in the team around the child sees a case, for as long as they are in it and their seat lasts.
- Somebody of another service is in it by consent: everybody with parental responsibility must have said yes
  to that service, nobody may have taken it back, and the time it was given for must not be over. A yes is to
  one invitation: when that has ended, or the case has, it lets nobody in, nor when one is asked anew.
- Whoever the concern is about never sees the case, in any seat, whatever else they are to it.
- A leader and a deputy see who is on the unit's worklist, and nothing of what is written there: not before
  the worry is shared, never when it is sealed, never when an adult there is the concern.
- Whoever is offered the baton at the case's own unit learns whose it is; what is in it opens with the yes.
- Who answers depends on whom the case is about. Of a child: all with parental responsibility. Of a young
  person: those, until the age the municipality has set, and from that birthday the young person alone. A
  pregnant woman: she alone. Of a family: every guardian. Of a group: nobody, and an invited service comes in
  without anybody's yes.
- Whoever carries the case plans, meets, evaluates, invites and decides, as long as it is open: the one who
  wrote the worry, whoever leads, whoever holds the baton. Everybody in the team writes notes and what the
  child says.
- A child is seen by those who work with its group, and by those who meet it in a case.
- Those who answer follow the case from level 1 on, once the leader has been told of it, and no other
  guardian; a sealed one never, and one that was registered in error neither.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from laget.ops.prove.access.records import Answer, Case, Child, Invited, Records, Row, Seat

LOCAL = ZoneInfo("Europe/Oslo")


def by(key: Callable[[Any], UUID], rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def by_case(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for case_id, seat_id in pairs:
        found[case_id].add(seat_id)
    return found


def cases_by_table(rows: Iterable[Row]) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        found[row.table].add(row.case_id)
    return found


class Oracle:
    def __init__(self, records: Records, now: datetime) -> None:
        self.records, self.now, self.today = records, now, now.astimezone(LOCAL).date()
        self.excluded = {(row.case_id, row.person_id) for row in records.exclusions}
        self.offered = {(row.case_id, row.seat_id) for row in records.offers}
        self.asked_to = {(row.meeting_id, row.person_id) for row in records.asked}
        self.meetings_of = by_case((row.case_id, row.id) for row in records.meetings)
        self.held = {(row.case_id, row.seat_id) for row in records.held if row.now}
        self.held_by = by_case(self.held)
        self.invited = {(row.case_id, row.service_id): row for row in records.invited if row.ended_at is None}
        self.seat = {seat.id: seat for seat in records.seats}
        self.seats_at = by(lambda seat: seat.unit_id, records.seats)
        self.units_of = by(lambda unit: unit.service_id, records.units)
        self.child = {child.id: child for child in records.children}
        self.ids = [case.id for case in records.cases]
        self.team = by(lambda member: member.case_id, records.members)
        self.cases_of = by(lambda case: case.child_id, records.cases)
        self.guardians = by(lambda guardian: guardian.child_id, filter(self._is_in_force, records.guardians))
        self.groups_of = by(lambda group: group.unit_id, records.groups)
        self.named_groups = by(lambda named: named.seat_id, records.named_groups)
        self.answers_of: dict[tuple[UUID, UUID, UUID], list[Answer]] = defaultdict(list)
        for answer in records.answers:
            self.answers_of[answer.case_id, answer.service_id, answer.person_id].append(answer)
        self.having = cases_by_table(records.rows)

    def _is_in_force(self, guardian: Any) -> bool:
        begun = guardian.from_on <= self.today
        ended = guardian.to_on is not None and guardian.to_on <= self.today
        return begun and not ended

    def answering(self, case: Case) -> set[UUID]:
        """Those whose yes is needed, each for themselves."""
        everybody = self.guardians[case.child_id]
        herself = {each.person_id for each in everybody if each.kind == "self"}
        others = [each for each in everybody if each.kind != "self"]
        responsible = {each.person_id for each in others if each.parental_responsibility}
        return {
            "child": responsible,
            "youth": herself if self._is_of_age(case) else responsible,
            "pregnant": herself,
            "family": {each.person_id for each in others},
            "group": set(),
        }[case.subject]

    def _is_of_age(self, case: Case) -> bool:
        born = case.born_on
        if born is None:
            return False
        had_birthday = (self.today.month, self.today.day) >= (born.month, born.day)
        return self.today.year - born.year - (not had_birthday) >= case.consent_age

    def opens(self, seat: Seat, case: Case) -> bool:
        """Sees what is in the case."""
        return (
            self._lasts(seat)
            and (case.id, seat.person_id) not in self.excluded
            and any(self._is_in(member, seat, case) for member in self.team[case.id])
        )

    def is_on_worklist_of(self, seat: Seat, case: Case) -> bool:
        """Knows that there is a case, whose, at which level."""
        return (
            self._lasts(seat)
            and seat.role in {"leader", "deputy"}
            and case.unit_id == seat.unit_id
            and case.shared_at is not None
            and case.sealed_at is None
            and not case.adult_here
            and (case.id, seat.person_id) not in self.excluded
        )

    def is_offered(self, seat: Seat, case: Case) -> bool:
        return (
            self._lasts(seat)
            and (case.id, seat.id) in self.offered
            and case.unit_id == seat.unit_id
            and case.sealed_at is None
            and case.closed_at is None
            and not case.adult_here
            and (case.id, seat.person_id) not in self.excluded
        )

    def knows_of(self, seat: Seat, case: Case) -> bool:
        return self.opens(seat, case) or self.is_on_worklist_of(seat, case) or self.is_offered(seat, case)

    def is_near(self, seat: Seat, case: Case) -> bool:
        """Has, or has had, or might be thought to have something to do with it."""
        return (
            seat.unit_id == case.unit_id
            or (case.id, seat.person_id) in self.excluded
            or (case.id, seat.id) in self.offered
            or any(member.seat_id == seat.id for member in self.team[case.id])
        )

    def family_follows(self, person_id: UUID, case: Case) -> bool:
        return (
            person_id in self.answering(case)
            and (case.id, person_id) not in self.excluded
            and case.is_shared_with_family
            and case.shared_at is not None
            and case.sealed_at is None
            and not case.in_error
        )

    def relations(self, seat: Seat, case: Case) -> set[str]:
        """What somebody is to a case, in the words of the table."""
        if not self.opens(seat, case):
            worklist = {"worklist"} if self.is_known_on_worklist_of(seat, case) else set()
            return worklist | ({"offered"} if self.is_offered(seat, case) else set())
        found = {"member"} | {
            member.basis for member in self.team[case.id] if self._is_in(member, seat, case)
        }
        if seat.role in {"leader", "deputy"} and seat.unit_id == case.unit_id:
            found.add("leader")
        if (case.id, seat.id) in self.held:
            found.add("holder")
        if (case.id, seat.id) in self.offered:
            found.add("offered")
        return found & {"author", "leader", "holder", "member", "offered"}

    def sees_child(self, seat: Seat, child: Child, known: set[UUID]) -> bool:
        """`known`: whom the seat meets in a case that it opens or is offered, or on its worklist."""
        if child.id in known:
            return True
        works = self._lasts(seat) and seat.role in {"worker", "leader", "deputy"}
        groups = {group.id for group in self.groups_of[seat.unit_id]}
        groups |= {named.group_id for named in self.named_groups[seat.id]}
        return works and child.kind == "child" and child.group_id in groups

    def sees_absence_of(self, seat: Seat, child: Child) -> bool:
        """A leader of the children there; a worker of those in the own groups; nobody of another service."""
        here = child.kind == "child" and child.group_id in {g.id for g in self.groups_of[seat.unit_id]}
        own = child.group_id in {named.group_id for named in self.named_groups[seat.id]}
        leads = seat.role in {"leader", "deputy"}
        return self._lasts(seat) and here and (leads or (seat.role == "worker" and own))

    def meets(self, seat: Seat, case: Case) -> bool:
        """Sees whom the case is about by it, who may be no child of a group there."""
        worklist = self.is_on_worklist_of(seat, case) and case.closed_at is None
        return self.opens(seat, case) or self.is_offered(seat, case) or worklist

    def is_known_on_worklist_of(self, seat: Seat, case: Case) -> bool:
        """And sees whose it is: of a case that has ended only where the child is known there still."""
        child = self.child[case.child_id]
        met = {each.child_id for each in self.cases_of[child.id] if self.meets(seat, each)}
        return self.is_on_worklist_of(seat, case) and self.sees_child(seat, child, met)

    def family_was_asked(self, person_id: UUID, case: Case) -> bool:
        """To a meeting of the case, of which they may read: not of those the staff had among themselves."""
        asked = any((meeting, person_id) in self.asked_to for meeting in self.meetings_of[case.id])
        return asked and self.family_follows(person_id, case)

    def is_invited(self, seat: Seat, case: Case) -> bool:
        """Answers for a service that all have said yes to, and of which nobody has been in the team on it."""
        invited = self.invited.get((case.id, seat.service_id))
        return (
            invited is not None
            and case.sealed_at is None
            and not case.adult_here
            and self.answers_for_unit(seat, case.municipality_id)
            and self.all_agree(case, seat.service_id)
            and not self._has_been_in(case, seat.service_id, invited.at)
        )

    def answers_for_unit(self, seat: Seat, municipality_id: UUID) -> bool:
        """Leads it, or works there where nobody leads; and it is the only one that the service has there."""
        lead = {"leader", "deputy"}
        led = any(each.role in lead and self._lasts(each) for each in self.seats_at[seat.unit_id])
        units = self.units_of[seat.service_id]
        near = [unit for unit in units if unit.municipality_id == municipality_id] or units
        answers = seat.role in lead or (seat.role == "worker" and not led)
        return self._lasts(seat) and answers and [unit.id for unit in near] == [seat.unit_id]

    def _has_been_in(self, case: Case, service_id: UUID, since: datetime) -> bool:
        for member in self.team[case.id]:
            seat = self.seat[member.seat_id]
            works_on = seat.to_at is None or seat.to_at > self.now
            here = works_on if member.to_at is None else member.from_at >= since
            if seat.service_id == service_id and here:
                return True
        return False

    def counts_in_team(self, seat: Seat, case: Case) -> bool:
        """Whether others see somebody as one of the team: who may see the case, and works here still."""
        return (
            (seat.to_at is None or seat.to_at > self.now)
            and (case.id, seat.person_id) not in self.excluded
            and any(self._is_in(member, seat, case) for member in self.team[case.id])
        )

    def holder_of(self, case: Case) -> set[UUID]:
        return {held for held in self.held_by[case.id] if self.counts_in_team(self.seat[held], case)}

    def _lasts(self, seat: Seat) -> bool:
        return seat.from_at <= self.now and (seat.to_at is None or self.now < seat.to_at)

    def _is_in(self, member: Any, seat: Seat, case: Case) -> bool:
        if member.seat_id != seat.id or member.from_at > self.now:
            return False
        if member.to_at is not None and member.to_at <= self.now:
            return False
        return member.basis != "consent" or self.all_agree(case, seat.service_id)

    def all_agree(self, case: Case, service_id: UUID) -> bool:
        if case.closed_at or (case.id, service_id) not in self.invited:
            return False
        if case.subject == "group":
            return True
        answering = self.answering(case)
        return bool(answering) and all(self._agrees(each, case, service_id) for each in answering)

    def _agrees(self, parent: UUID, case: Case, service_id: UUID) -> bool:
        """The latest answer to the invitation counts."""
        latest = self.last_answer(parent, self.invited[case.id, service_id])
        return (
            latest is not None
            and latest.answer == "given"
            and latest.until_on is not None
            and latest.until_on >= self.today
        )

    def last_answer(self, person_id: UUID, invited: Invited) -> Answer | None:
        """To this invitation: an answer from before it does not count."""
        mine = self.answers_of[invited.case_id, invited.service_id, person_id]
        to_this = [answer for answer in mine if answer.at >= invited.at]
        return max(to_this, key=lambda answer: (answer.at, answer.id), default=None)
