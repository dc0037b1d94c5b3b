"""Worlds by chance: the demo with much of what decides access turned about, also as the pages never would.

Moments lie on both sides of now, days on both sides of today, and birthdays around the ages that decide.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from laget.foundation.clock import local_day

A_SECOND, A_DAY = timedelta(seconds=1), timedelta(days=1)
# Checks of what has happened, which a turned about world has no time for; the row policies stay.
QUIET = (
    "people_seat", "people_child", "people_guardianship", "cases_case", "cases_teammember", "cases_exclusion",
    "cases_entry", "cases_concern", "cases_filledform", "consents_invitedservice", "consents_consent",
    "handovers_holding", "handovers_handover", "meetings_meeting", "meetings_attendee", "meetings_decision",
    "meetings_voiceentry", "plans_goal", "plans_measure", "plans_evaluation", "plans_measurereview",
    "plans_planchange", "moves_move", "absence_countdecision",
)  # fmt: skip


class Shaker:
    """Turns a world about, within the transaction and as the owner that `cursor` is."""

    def __init__(self, cursor: Any, now: datetime, chance: random.Random) -> None:
        self.cursor, self.now, self.today, self.chance = cursor, now, local_day(now), chance
        self.seats = self.ids("people_seat")
        self.cases = self.ids("cases_case")
        self.services = self.ids("people_service")

    def shake(self) -> None:
        for table in QUIET:
            self.cursor.execute(f"alter table {table} disable trigger user")
        for turn in TURNS:
            turn(self)

    def ids(self, table: str) -> list[UUID]:
        self.cursor.execute(f"select id from {table} order by id")
        return [key for (key,) in self.cursor.fetchall()]

    def some(self, table: str, share: float) -> list[UUID]:
        return [key for key in self.ids(table) if self.chance.random() < share]

    def set(self, table: str, share: float, column: str, value: Callable[[], Any]) -> None:
        """Gives some rows another value, unless a constraint wants it to stay."""
        for key in self.some(table, share):
            self.try_(f"update {table} set {column} = %s where id = %s", [value(), key])

    def try_(self, order: str, values: list[Any]) -> None:
        from django.db import IntegrityError, transaction

        try:
            with transaction.atomic():
                self.cursor.execute(order, values)
        except IntegrityError:
            pass

    def add(self, table: str, **values: Any) -> None:
        """A row more, unless a constraint wants none."""
        columns, marks = ", ".join(values), ", ".join(["%s"] * (1 + len(values)))
        self.try_(f"insert into {table} (id, {columns}) values ({marks})", [uuid4(), *values.values()])

    def moment(self) -> datetime:
        near = (-400 * A_DAY, -A_SECOND, 0 * A_SECOND, A_SECOND, A_DAY)
        return self.now + self.chance.choice(near)

    def both(self) -> None:
        """Somebody who works here becomes a child's guardian, too."""
        self.cursor.execute("select distinct person_id from people_seat order by 1")
        staff = [person for (person,) in self.cursor.fetchall()]
        self.set("people_guardianship", 0.05, "guardian_id", lambda: self.chance.choice(staff))

    def before(self) -> datetime:
        return min(self.moment(), self.now)

    def maybe(self, value: Callable[[], Any]) -> Any:
        return None if self.chance.random() < 0.5 else value()

    def day(self) -> date:
        return self.today + timedelta(days=self.chance.choice((-400, -1, 0, 1, 300)))

    def birthday(self) -> date:
        """Somebody comes of an age that decides about now."""
        near = self.today + timedelta(days=self.chance.choice((-1, 0, 1)))
        if (near.month, near.day) == (2, 29):
            near += A_DAY
        return near.replace(year=near.year - self.chance.choice((3, 12, 15, 16, 18)))


def people(shaker: Shaker) -> None:
    roles = ("worker", "leader", "deputy", "coordinator", "administrator")
    shaker.set("people_seat", 0.1, "role", lambda: shaker.chance.choice(roles))
    shaker.set("people_seat", 0.1, "to_at", lambda: shaker.maybe(shaker.moment))
    shaker.set("people_seat", 0.05, "from_at", shaker.moment)
    shaker.set("people_child", 0.1, "group_id", lambda: shaker.chance.choice(shaker.ids("people_group")))
    shaker.both()
    shaker.set("people_child", 0.2, "born_on", shaker.birthday)
    shaker.set("people_child", 0.1, "hidden_address", lambda: shaker.chance.random() < 0.5)
    shaker.set("people_guardianship", 0.15, "parental_responsibility", lambda: shaker.chance.random() < 0.5)
    shaker.set("people_guardianship", 0.05, "kind", lambda: shaker.chance.choice(("self", "mother")))
    shaker.set("people_guardianship", 0.08, "from_on", shaker.day)
    shaker.set("people_guardianship", 0.08, "to_on", lambda: shaker.maybe(shaker.day))
    shaker.cursor.execute(
        "update people_municipality set settings = jsonb_set(settings, '{consent_age}', %s::text::jsonb)",
        [str(shaker.chance.choice((15, 16)))],
    )


def pathways(shaker: Shaker) -> None:
    """Some are turned round: their last level is the first, and what protects stands before the others."""
    for version in shaker.some("pathway_pathwayversion", 0.4):
        shaker.try_(
            "update pathway_pathwaylevel set position = 100 - position where version_id = %s", [version]
        )


def cases(shaker: Shaker) -> None:
    subjects = ("child", "youth", "family")
    for column in ("shared_at", "sealed_at", "closed_at"):
        shaker.set("cases_case", 0.12, column, lambda: shaker.maybe(lambda: shaker.now - A_DAY))
    shaker.set("cases_case", 0.3, "in_error", lambda: shaker.chance.random() < 0.5)
    shaker.set("cases_case", 0.3, "subject", lambda: shaker.chance.choice(subjects))
    shaker.set("cases_case", 0.1, "unit_id", lambda: shaker.chance.choice(shaker.ids("people_unit")))
    shaker.set("cases_entry", 0.2, "audience", lambda: shaker.chance.choice(("team", "family")))
    for table in ("plans_goal", "plans_measure"):
        shaker.set(table, 0.2, "ended_at", lambda: shaker.maybe(lambda: shaker.now))
    shaker.set("meetings_meeting", 0.3, "starts_at", shaker.moment)
    shaker.set("meetings_meeting", 0.1, "held_at", lambda: shaker.maybe(lambda: shaker.now))
    shaker.set("meetings_meeting", 0.3, "minutes", lambda: shaker.chance.choice(("", "What we said.")))
    shaker.cursor.execute(
        "select c.id, array_agg(here.level order by here.position) from cases_case c"
        " join pathway_pathwaylevel here on here.version_id = c.version_id group by c.id order by c.id"
    )
    for case, levels in shaker.cursor.fetchall():
        if shaker.chance.random() < 0.3:
            shaker.try_(
                "update cases_case set level = %s where id = %s", [shaker.chance.choice(levels), case]
            )


def adults(shaker: Shaker) -> None:
    """Whom a case is kept from, of the staff and in the family: always where an adult here is the concern."""
    for case in shaker.some("cases_case", 0.12):
        shaker.try_("update cases_case set adult_here_at = %s where id = %s", [shaker.now - A_DAY, case])
        shaker.cursor.execute(
            "select seat.person_id from cases_teammember member"
            " join people_seat seat on seat.id = member.seat_id"
            " where case_id = %s union select guardian_id from people_guardianship g join cases_case c"
            " on c.child_id = g.child_id where c.id = %s order by 1",
            [case, case],
        )
        person = shaker.chance.choice([person for (person,) in shaker.cursor.fetchall()])
        shaker.add("cases_exclusion", case_id=case, person_id=person, at=shaker.now - A_DAY)


def teams(shaker: Shaker) -> None:
    bases = ("author", "leader", "own_service", "consent", "consent", "statute")
    shaker.set("cases_teammember", 0.25, "basis", lambda: shaker.chance.choice(bases))
    shaker.set("cases_teammember", 0.1, "to_at", lambda: shaker.maybe(shaker.before))
    shaker.set("cases_teammember", 0.05, "from_at", shaker.before)
    for _number in range(3 * len(shaker.cases)):
        shaker.add(
            "cases_teammember",
            case_id=shaker.chance.choice(shaker.cases),
            seat_id=shaker.chance.choice(shaker.seats),
            basis=shaker.chance.choice(bases),
            from_at=shaker.now - A_DAY,
        )


def invitations(shaker: Shaker) -> None:
    """Some have ended, as when a service cannot help; and all those of a case that has."""
    shaker.set("consents_invitedservice", 0.1, "ended_at", lambda: shaker.maybe(lambda: shaker.now))
    shaker.cursor.execute(
        "select seat.id, unit.service_id from people_seat seat join people_unit unit"
        " on unit.id = seat.unit_id order by seat.id"
    )
    workers = shaker.cursor.fetchall()
    for _number in range(3 * len(shaker.cases)):
        few = shaker.chance.choice((workers, workers[:6]))
        _invite(shaker, shaker.chance.choice(shaker.cases), *shaker.chance.choice(few))
    for case in shaker.some("cases_case", 0.4):
        kind = shaker.chance.choice(("reopened", "reopened", "exit"))
        seat, at = shaker.chance.choice(shaker.seats), shaker.now - shaker.chance.choice((0, 2)) * A_DAY
        said = {"exit": "", "target": "", "from_level": "", "reason": ""}
        shaker.add("moves_move", case_id=case, seat_id=seat, kind=kind, at=at, **said)
    shaker.cursor.execute(
        "update consents_invitedservice invited set ended_at = %s from cases_case c"
        " where c.id = invited.case_id and c.closed_at is not null and invited.ended_at is null",
        [shaker.now],
    )


def _invite(shaker: Shaker, case: UUID, seat: UUID, service: UUID) -> None:
    """As often as not, somebody of the service is in the team."""
    ended_at = shaker.maybe(lambda: shaker.now - A_DAY)
    declined = {"declined_by_id": seat, "why": "No"} if ended_at and shaker.chance.random() < 0.5 else {}
    shaker.add(
        "consents_invitedservice",
        case_id=case,
        service_id=service,
        seat_id=shaker.chance.choice(shaker.seats),
        asks="Can you help?",
        at=shaker.now - shaker.chance.choice((1, 2, 3)) * A_DAY,
        ended_at=ended_at,
        **declined,
    )
    if shaker.chance.random() < 0.5:
        at = shaker.now - shaker.chance.choice((1, 4)) * A_DAY
        shaker.add("cases_teammember", case_id=case, seat_id=seat, basis="consent", from_at=at)


def consents(shaker: Shaker) -> None:
    """Most of those who must answer say yes, so that all of them often do."""
    shaker.cursor.execute(
        "select invited.case_id, invited.service_id, g.guardian_id, invited.at, invited.seat_id"
        " from consents_invitedservice invited join cases_case c on c.id = invited.case_id"
        " join people_guardianship g on g.child_id = c.child_id order by invited.id, g.id"
    )
    for case, service, guardian, at, seat in shaker.cursor.fetchall():
        said = {"case_id": case, "service_id": service, "guardian_id": guardian, "seat_id": seat}
        for answer in _answers(shaker.chance):
            when = at + shaker.chance.choice((-A_SECOND, 0 * A_SECOND, A_SECOND, A_DAY))
            shaker.add("consents_consent", **said, answer=answer, until_on=shaker.day(), at=when)


def _answers(chance: random.Random) -> Iterator[str]:
    if chance.random() < 0.2:
        return
    yield chance.choice(("given", "given", "given", "given", "given", "refused"))
    if chance.random() < 0.2:
        yield chance.choice(("given", "withdrawn"))


def batons(shaker: Shaker) -> None:
    shaker.set("handovers_holding", 0.1, "to_at", lambda: shaker.maybe(lambda: shaker.now))
    shaker.cursor.execute(
        "select c.id, array_agg(seat.id order by seat.id) from cases_case c"
        " join people_seat seat on seat.unit_id = c.unit_id group by c.id order by c.id"
    )
    for case, colleagues in shaker.cursor.fetchall():
        shaker.add(
            "handovers_handover",
            case_id=case,
            from_seat_id=shaker.chance.choice(shaker.seats),
            to_seat_id=shaker.chance.choice((*colleagues, shaker.chance.choice(shaker.seats))),
            must_know="",
            family_told=False,
            reason="",
            offered_at=shaker.now - A_DAY,
            answered_at=shaker.maybe(lambda: shaker.now),
        )


def decisions(shaker: Shaker) -> None:
    """Rows that the demo has few of."""
    shaker.cursor.execute("select id, case_id from plans_measure order by id")
    for measure, case in shaker.cursor.fetchall():
        shaker.cursor.execute(
            "select id from meetings_meeting where case_id = %s order by id limit 1", [case]
        )
        for (meeting,) in shaker.cursor.fetchall():
            shaker.add("meetings_decision", case_id=case, meeting_id=meeting, measure_id=measure)
    views = dict.fromkeys(("child_view", "child_not_asked", "parents_view", "staff_view", "kept"), "")
    shaker.cursor.execute("select id, child_id from cases_case order by id")
    for case, child in shaker.cursor.fetchall():
        seat = shaker.chance.choice(shaker.seats)
        shaker.add("plans_evaluation", case_id=case, seat_id=seat, at=shaker.now, **views)
        form = {"form": "letter", "version": 1, "answers": "{}"}
        shaker.add("cases_filledform", case_id=case, seat_id=seat, at=shaker.now, **form)
        opened = shaker.chance.random() < 0.5
        shaker.add(
            "absence_countdecision",
            child_id=child,
            pathway="nivaa-0-3",
            count="days",
            since=shaker.today,
            case_id=case if opened else None,
            reason="" if opened else "He was ill.",
            seat_id=shaker.chance.choice(shaker.seats),
            at=shaker.now,
        )


TURNS = (people, pathways, cases, teams, adults, invitations, consents, batons, decisions)
