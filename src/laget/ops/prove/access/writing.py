"""What the row policies let somebody write, held against what the oracle says that they may.

Each row is tried as it should be, and with one thing wrong: in another's name, at another time, with what
belongs to another case. Triggers are quiet here, so that it is the policy that answers.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from laget.foundation.asking import Asker, say
from laget.foundation.clock import local_day
from laget.ops.prove import Proof
from laget.ops.prove.access.acts import may
from laget.ops.prove.access.oracle import Oracle
from laget.ops.prove.access.records import Case, Records, Seat
from laget.ops.prove.access.seeing import World

A_DAY = timedelta(days=1)
DENIED = "42501"
TRIED = 4  # cases of each seat


class Row(NamedTuple):
    """A row that may be added, or not; `wrong`: what makes it one that nobody may add."""

    table: str
    allowed: bool
    values: dict[str, Any]
    wrong: tuple[dict[str, Any], ...] = ()


class Change(NamedTuple):
    """A column of a row that may be changed, or not; `wrong`: to what nobody may change it."""

    table: str
    allowed: bool
    key: UUID
    values: dict[str, Any]
    wrong: tuple[dict[str, Any], ...] = ()


class Undone(Exception):
    """What was tried is undone."""


class Belongings:
    """What rows are made of: what belongs to which case, who helps where."""

    def __init__(self, records: Records) -> None:
        self.keys: dict[str, dict[UUID, list[UUID]]] = defaultdict(lambda: defaultdict(list))
        for key in records.keys:
            self.keys[key.table][key.case_id].append(key.id)
        self.meeting_kind = {each.case_id: each.kind for each in records.meeting_kinds}
        self.service_of = {unit.id: unit.service_id for unit in records.units}
        self.helping: dict[UUID, set[UUID]] = defaultdict(set)
        for serves in records.serves:
            self.helping[serves.municipality_id].add(serves.service_id)
        self.services = set(self.service_of.values())
        self.invitations: dict[UUID, list[tuple[UUID, bool]]] = defaultdict(list)
        self.invited: dict[UUID, set[UUID]] = defaultdict(set)
        for invited in records.invited:
            self.invitations[invited.case_id].append((invited.id, invited.ended_at is None))
            if invited.ended_at is None:
                self.invited[invited.case_id].add(invited.service_id)
        staff = {seat.person_id for seat in records.seats}
        self.works = min(staff)
        self.cares = min({guardian.person_id for guardian in records.guardians} - staff)


@lru_cache(maxsize=1)
def belongings_in(oracle: Oracle) -> Belongings:
    return Belongings(oracle.records)


class Writer:
    """Somebody at a case, with what belongs to it and what belongs to another."""

    def __init__(self, world: World, seat: Seat, case: Case, chance: random.Random) -> None:
        self.oracle, self.now, self.today = world.oracle, world.now, local_day(world.now)
        self.there = belongings_in(world.oracle)
        self.seat, self.case, self.chance = seat, case, chance
        self.relations = world.oracle.relations(seat, case)
        self.other = chance.choice([each.id for each in world.oracle.records.seats if each.id != seat.id])
        self.me = {"seat_id": seat.id, "at": self.now}
        self.not_me = ({"seat_id": self.other}, {"at": self.now - A_DAY})

    def may(self, action: str) -> bool:
        return may(action, self.relations, self.case)

    def own(self, table: str) -> UUID | None:
        mine = self.there.keys[table][self.case.id]
        return self.chance.choice(mine) if mine else None

    def anothers(self, table: str) -> UUID:
        """Of a case that is not this one."""
        others = [keys[0] for case, keys in self.there.keys[table].items() if keys and case != self.case.id]
        return self.chance.choice(others)

    def rows(self) -> Iterator[Row | Change]:
        yield from self.of_talk()
        yield from self.of_plan()
        yield from self.of_evaluation()
        yield from self.of_meetings()
        yield from self.of_services()

    def of_talk(self) -> Iterator[Row | Change]:
        note = self.me | {"text": "x", "about": "", "audience": "team"}
        yield Row("cases_entry", self.may("write_entry"), note | {"kind": ""}, self.not_me)
        yield Row("cases_entry", self.may("name_adult"), note | {"kind": "adult_here", "about": "Tom"})
        worry = self.me | {"text": "x", "category": ""}
        early = {"noticed_on": self.today + A_DAY}
        yield Row("cases_concern", self.may("add_concern"), worry, (*self.not_me, early))
        yield Row("cases_concern", self.may("add_concern"), worry | {"noticed_on": self.today})
        voice = {"told_to": "", "how": "", "words": "x", "not_asked_because": "", "said_on": self.today}
        yield Row("meetings_voiceentry", self.may("hear_child"), self.me | voice, self.not_me)
        move = {"kind": "exit", "exit": "", "target": "", "from_level": "", "reason": ""}
        yield Row("moves_move", "member" in self.relations, self.me | move, self.not_me)
        works, cares = self.there.works, self.there.cares
        adult = {"person_id": works, "at": self.now, "stands_in": False}
        wrong = ({"at": self.now - A_DAY}, {"person_id": cares})
        if not self.oracle.excluded & {(self.case.id, works), (self.case.id, cares)}:
            yield Row("cases_exclusion", self.may("name_adult") and self.case.adult_here, adult, wrong)

    def of_plan(self) -> Iterator[Row | Change]:
        allowed = self.may("edit_plan")
        yield Row("plans_goal", allowed, {"text": "x", "sign": "", "position": 99})
        measure = {
            "text": "x",
            "arena": "unit",
            "responsible": "network",
            "responsible_name": "x",
            "created_at": self.now,
        }
        past = self.now - A_DAY
        wrong = ({"created_at": past}, {"ended_at": self.now}, {"started_at": past})
        yield Row("plans_measure", allowed, measure, wrong)
        yield Row("plans_measure", allowed, measure | {"started_at": self.now})
        change = {"version": 999, "part": "words", "before": "{}", "after": "{}"}
        yield Row("plans_planchange", allowed, self.me | change, self.not_me)
        for table in ("plans_goal", "plans_measure"):
            if key := self.own(table):
                yield Change(table, allowed, key, {"text": "y"})

    def of_evaluation(self) -> Iterator[Row | Change]:
        allowed = self.may("evaluate")
        said = {"child_view": "", "child_not_asked": "x", "parents_view": "", "staff_view": "", "kept": ""}
        yield Row("plans_evaluation", allowed, self.me | said, self.not_me)
        evaluation, measure = self.own("plans_evaluation"), self.own("plans_measure")
        if evaluation and measure:
            review = {"evaluation_id": evaluation, "measure_id": measure, "note": "", "at": self.now}
            review |= {"as_planned": "yes", "effect": "works", "onward": "keep"}
            wrong = (
                {"at": self.now - A_DAY},
                {"evaluation_id": self.anothers("plans_evaluation")},
                {"measure_id": self.anothers("plans_measure")},
            )
            yield Row("plans_measurereview", allowed, review, wrong)

    def of_meetings(self) -> Iterator[Row | Change]:
        allowed = self.may("plan_meeting")
        kind = self.there.meeting_kind.get(self.case.id)
        if kind and self.case.sealed_at is None:
            meeting = {"template": kind, "purpose": "", "place": "", "starts_at": self.now, "child_part": ""}
            meeting |= {"voice_by": "", "minutes": "", "minutes_version": 0}
            meeting |= {"planned_at": self.now, "planned_by_id": self.seat.id}
            wrong = (
                {"planned_by_id": self.other},
                {"planned_at": self.now - A_DAY},
                {"held_at": self.now + A_DAY},
                {"cancelled_at": self.now},
                {"minutes": "x"},
                {"minutes_version": 1},
                {"minutes_by_id": self.seat.id},
                {"template": "no-such-kind"},
            )
            yield Row("meetings_meeting", allowed, meeting, wrong)
            yield Row("meetings_meeting", allowed, meeting | {"held_at": self.now})
        if key := self.own("meetings_meeting"):
            yield Change("meetings_meeting", allowed, key, {"place": "y"})

    def of_services(self) -> Iterator[Row | Change]:
        invited, own = self.there.invited[self.case.id], self.there.service_of[self.case.unit_id]
        helping = self.there.helping[self.case.municipality_id] - {own} - invited
        knows = self.case.subject != "group" or self.case.shared_at is not None
        if helping:
            asked = self.me | {"service_id": min(helping), "asks": "", "ended_with": "", "why": ""}
            wrong = (
                *self.not_me,
                {"service_id": own},
                {"ended_at": self.now},
                {"ended_by_id": self.seat.id},
                {"ended_with": "way"},
            )
            yield Row("consents_invitedservice", self.may("invite_service") and knows, asked, wrong)
        if invited:
            yield from self.of_answers(min(invited))
        for key, is_open in self.there.invitations[self.case.id]:
            ends = {"ended_at": self.now, "ended_by_id": self.seat.id}
            past: dict[str, Any] = {"ended_at": self.now - A_DAY}
            ill = (past, {"ended_by_id": self.other}, {"ended_with": "case"})
            allowed = self.may("invite_service") and is_open
            yield Change("consents_invitedservice", allowed, key, ends, ill)

    def of_answers(self, service: UUID) -> Iterator[Row | Change]:
        must = self.oracle.answering(self.case)
        no = self.me | {"service_id": service, "guardian_id": self.there.cares, "until_on": None}
        records = self.may("record_consent")
        yield Row("consents_consent", records, no | {"answer": "refused"}, self.not_me)
        yield Row("consents_consent", self.may("take_back_consent"), no | {"answer": "withdrawn"})
        yes = {"answer": "given", "until_on": self.today}
        for guardian in sorted(must)[:1]:
            wrong = (
                {"until_on": self.today - A_DAY},
                {"until_on": self.today.replace(year=self.today.year + 3, day=1)},
                {"service_id": min(self.there.services - self.there.invited[self.case.id])},
            )
            yield Row("consents_consent", records, no | yes | {"guardian_id": guardian}, wrong)
        if self.there.cares not in must:
            yield Row("consents_consent", False, no | yes)


def staff_writes(world: World, seat: Seat, chance: random.Random, proof: Proof, only: str = "") -> None:
    """At some of the cases that somebody is near to; where one table is named, in it alone and at all."""
    near = [case for case in world.oracle.records.cases if world.oracle.is_near(seat, case)]
    say(Asker(seat.person_id, seat.id), world.now)
    for case in near if only else chance.sample(near, min(TRIED, len(near))):
        writer = Writer(world, seat, case, chance)
        for row in writer.rows():
            if only in ("", row.table):
                _try(row, seat, case, proof)


def _try(row: Row | Change, seat: Seat, case: Case, proof: Proof) -> None:
    for number, wrong in enumerate(({}, *row.wrong)):
        found = _taken(row, case, {**row.values, **wrong})
        if found is not None:
            told = f"{seat.username} writes in {row.table} of {case.id}, {wrong or 'as it should be'}"
            proof.check(found == (row.allowed and number == 0), told)


def _taken(row: Row | Change, case: Case, values: dict[str, Any]) -> bool | None:
    """None where something other than a policy says no."""
    from django.db import DatabaseError, connection, transaction

    if isinstance(row, Row):
        values = {"id": uuid4(), "case_id": case.id, **values}
        order = f"insert into {row.table} ({', '.join(values)}) values ({', '.join(['%s'] * len(values))})"
        given = list(values.values())
    else:
        order = f"update {row.table} set {', '.join(f'{column} = %s' for column in values)} where id = %s"
        given = [*values.values(), row.key]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(order, given)
            raise Undone(cursor.rowcount > 0)
    except Undone as undone:
        return bool(undone.args[0])
    except DatabaseError as error:
        return False if getattr(error.__cause__, "sqlstate", "") == DENIED else None
