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

from laget.ops.prove.records import Case, Child, Records, Row, Seat

LOCAL = ZoneInfo("Europe/Oslo")


def by(key: Callable[[Any], UUID], rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
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
        self.asked = {(row.case_id, row.person_id) for row in records.asked}
        self.asked_to = {(row.meeting_id, row.person_id) for row in records.asked}
        self.held = {(row.case_id, row.seat_id) for row in records.held}
        self.invited = {(row.case_id, row.service_id): row.at for row in records.invited}
        self.child = {child.id: child for child in records.children}
        self.team = by(lambda member: member.case_id, records.members)
        self.cases_of = by(lambda case: case.child_id, records.cases)
        self.guardians = by(lambda guardian: guardian.child_id, filter(self._is_in_force, records.guardians))
        self.groups_of = by(lambda group: group.unit_id, records.groups)
        self.named_groups = by(lambda named: named.seat_id, records.named_groups)
        self.having = cases_by_table(records.rows)
        self.telling = cases_by_table(row for row in records.rows if row.to_family)

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

    def may(self, action: str, relations: set[str], case: Case) -> bool:
        """Whether somebody who is this to the case may do this in it now."""
        is_open, sealed = case.closed_at is None, case.sealed_at is not None
        carries, team = bool(relations & {"author", "leader", "holder"}), "member" in relations
        if action in ("see_case", "write_entry", "record_fact", "leave_team"):
            return team
        if action in ("hear_child", "fill_form"):
            return team and is_open
        if action in ("add_concern", "seal"):
            return team and is_open and not sealed
        if action in (
            "edit_plan",
            "plan_meeting",
            "write_minutes",
            "evaluate",
            "take_exit",
            "take_back_consent",
        ):
            return carries and is_open
        if action in ("invite_service", "record_consent"):
            return carries and is_open and not sealed
        return self._may_seldom(action, relations, case)

    def _may_seldom(self, action: str, relations: set[str], case: Case) -> bool:
        is_open, sealed = case.closed_at is None, case.sealed_at is not None
        protected = sealed or case.adult_here
        carries = bool(relations & {"author", "leader", "holder"})
        answers: dict[str, bool] = {
            "see_as": carries and not sealed and not case.in_error,
            "tell_leader": "author" in relations and is_open,
            "answer_invitation": False,  # asked by invitation, and not by case
            "clear_guardians": carries and not is_open and sealed and not case.in_error,
            "register_in_error": bool(relations & {"author", "leader"}) and not case.in_error,
            "reopen": carries and not is_open,
            "offer_baton": "holder" in relations and is_open,
            "answer_baton": bool(relations & {"member", "offered"}) and is_open,
            "name_holder": "leader" in relations and is_open,
            "take_baton": bool(relations & {"author", "leader"}) and is_open,
            "join_as_leader": "worklist" in relations,
            "let_in_by_law": "leader" in relations and is_open and sealed,
            "add_colleague": is_open and ("leader" in relations or ("holder" in relations and not protected)),
            "take_out": bool(relations & {"leader", "holder"}),
            "name_adult": carries and not case.in_error,
        }
        return answers[action]

    def sees_child(self, seat: Seat, child: Child, known: set[UUID]) -> bool:
        """`known`: whom the seat meets in a case that it opens or is offered, or on its worklist."""
        if child.id in known:
            return True
        works = self._lasts(seat) and seat.role in {"worker", "leader", "deputy"}
        groups = {group.id for group in self.groups_of[seat.unit_id]}
        groups |= {named.group_id for named in self.named_groups[seat.id]}
        return works and child.kind == "child" and child.group_id in groups

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
        return self.family_follows(person_id, case) and (case.id, person_id) in self.asked

    def told_to_family(self, person_id: UUID) -> dict[str, set[UUID]]:
        """Of each of the family's functions the cases it tells of."""
        follows = {case.id for case in self.records.cases if self.family_follows(person_id, case)}
        still_open = {case.id for case in self.records.cases if case.closed_at is None}
        asked = [
            meeting
            for meeting in self.records.meetings
            if meeting.case_id in follows and (meeting.id, person_id) in self.asked_to
        ]
        coming = {each.case_id for each in asked if each.held_at is None and each.starts_at >= self.now}
        minuted = {each.case_id for each in asked if each.held_at is not None and each.minutes}
        return {
            "family_cases": follows,
            "family_meetings": coming,
            "family_goals": follows & self.telling["plans_goal"],
            "family_measures": follows & self.telling["plans_measure"],
            "family_words": follows & self.telling["cases_entry"] | minuted,
            "family_services": follows & self.telling["consents_invitedservice"] & still_open,
        }

    def _lasts(self, seat: Seat) -> bool:
        return seat.from_at <= self.now and (seat.to_at is None or self.now < seat.to_at)

    def _is_in(self, member: Any, seat: Seat, case: Case) -> bool:
        if member.seat_id != seat.id or member.from_at > self.now:
            return False
        if member.to_at is not None and member.to_at <= self.now:
            return False
        return member.basis != "consent" or self._all_agree(case, seat.service_id)

    def _all_agree(self, case: Case, service_id: UUID) -> bool:
        if case.closed_at or (case.id, service_id) not in self.invited:
            return False
        if case.subject == "group":
            return True
        answering = self.answering(case)
        return bool(answering) and all(self._agrees(each, case, service_id) for each in answering)

    def _agrees(self, parent: UUID, case: Case, service_id: UUID) -> bool:
        """The latest answer to the invitation counts."""
        mine = [
            answer
            for answer in self.records.answers
            if (answer.case_id, answer.service_id, answer.person_id) == (case.id, service_id, parent)
            and answer.at >= self.invited[case.id, service_id]
        ]
        if not mine:
            return False
        latest = max(mine, key=lambda answer: answer.at)
        return latest.answer == "given" and latest.until_on is not None and latest.until_on >= self.today
