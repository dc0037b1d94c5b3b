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
- Those who answer follow the case from level 1 on, once the leader has been told of it, and no other
  guardian; a sealed one never, and one that was registered in error neither.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from access.records import Case, Records, Seat

LOCAL = ZoneInfo("Europe/Oslo")


class Oracle:
    def __init__(self, records: Records, now: datetime) -> None:
        self.records, self.now, self.today = records, now, now.astimezone(LOCAL).date()
        self.excluded = {(row.case_id, row.person_id) for row in records.exclusions}
        self.offered = {(row.case_id, row.seat_id) for row in records.offers}
        self.asked = {(row.case_id, row.person_id) for row in records.asked}
        self.team: dict[UUID, list[Any]] = defaultdict(list)
        for member in records.members:
            self.team[member.case_id].append(member)
        self.invited = {(row.case_id, row.service_id): row.at for row in records.invited}
        self.guardians: dict[UUID, list[Any]] = defaultdict(list)
        for guardian in records.guardians:
            begun = guardian.from_on <= self.today
            ended = guardian.to_on is not None and guardian.to_on <= self.today
            if begun and not ended:
                self.guardians[guardian.child_id].append(guardian)

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
            and case.is_shared_with_family
            and case.shared_at is not None
            and case.sealed_at is None
            and not case.in_error
        )

    def family_was_asked(self, person_id: UUID, case: Case) -> bool:
        """To a meeting of the case, of which they may read: not of those the staff had among themselves."""
        return self.family_follows(person_id, case) and (case.id, person_id) in self.asked

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
