"""Who may see and do what: the table, the database and an oracle written apart say the same of every world.

Each world is the demo turned about by chance, in a transaction that is undone. For everybody and every case
each table is one decision; for those who are near to a case each action is one more.
"""

import argparse
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from laget.foundation.asking import Asker, say
from laget.ops import database, scratch
from laget.ops.prove import Progress, Proof
from laget.ops.prove.oracle import Oracle
from laget.ops.prove.records import IN_THE_TEAM, Case, Seat, read_as_owner
from laget.ops.prove.world import invented_world

LOCAL = ZoneInfo("Europe/Oslo")
A_MINUTE = timedelta(minutes=1)
OF_STAFF = " union all ".join(
    f"select '{table}', array(select {'id' if table == 'cases_case' else 'case_id'} from {table})"
    for table in ("cases_case", *IN_THE_TEAM)
)
CHILDREN = "select array(select id from people_child)"
OF_FAMILY = {
    "family_cases": "",
    "family_meetings": " where not called_off",
    "family_goals": "",
    "family_measures": "",
    "family_words": "",
    "family_services": " where not declined",
}
TOLD = " union all ".join(
    f"select '{name}', array(select case_id from {name}(){which})" for name, which in OF_FAMILY.items()
)
FAR = 40  # of those who have nothing to do with a case, one in so many is asked what they may do


class World(NamedTuple):
    oracle: Oracle
    now: datetime


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--decisions", type=int, default=1_000_000)


def prove(given: argparse.Namespace, chance: random.Random) -> Proof:
    proof = Proof()
    with invented_world(), as_the_app():
        decide_by_chance(proof, given.decisions, chance)
    return proof


@contextmanager
def as_the_app() -> Iterator[None]:
    """On a connection that is the product's, and may become the owner's to turn the world about."""
    from django.db import connection

    from laget.ops.prove.world import DATABASE

    with scratch.django_using(database.server("prove", fast=True), DATABASE), connection.cursor() as cursor:
        scratch.become(cursor, database.APP)
        yield


def decide_by_chance(proof: Proof, decisions: int, chance: random.Random) -> None:
    """A world is asked by everybody in it, in any order, until there are decisions enough."""
    progress = Progress("decisions", decisions)
    while proof.checked < decisions:
        with a_world(chance) as world:
            for decide in everybody_in(world, chance):
                decide(proof)
                progress.at(proof.checked)
                if proof.checked >= decisions:
                    break


def everybody_in(world: World, chance: random.Random) -> list[Callable[[Proof], None]]:
    records = world.oracle.records
    guardians = sorted({each.person_id for each in records.guardians})
    found: list[Callable[[Proof], None]] = [
        *(partial(staff_decides, world, seat, chance) for seat in records.seats),
        *(partial(family_sees, world, person) for person in guardians),
    ]
    chance.shuffle(found)
    return found


def staff_decides(world: World, seat: Seat, chance: random.Random, proof: Proof) -> None:
    staff_sees(world, seat, proof)
    staff_does(world, seat, chance, proof)


@contextmanager
def a_world(chance: random.Random) -> Iterator[World]:
    """As often as not at a minute to midnight or after it, where somebody is a year older."""
    from django.db import connection, transaction

    from laget.foundation import clock
    from laget.ops.prove.shaking import Shaker

    today = clock.now().astimezone(LOCAL)
    midnight = today.replace(hour=0, minute=0, second=0, microsecond=0)
    now = chance.choice((today, midnight - A_MINUTE, midnight, midnight + A_MINUTE))
    with transaction.atomic():
        with scratch.as_owner(), connection.cursor() as cursor:
            Shaker(cursor, now, chance).shake()
            records = read_as_owner()
        yield World(Oracle(records, now), now)
        transaction.set_rollback(True)


def staff_sees(world: World, seat: Seat, proof: Proof) -> None:
    oracle, cases = world.oracle, world.oracle.records.cases
    opened = {case.id for case in cases if oracle.opens(seat, case)}
    known = {case.id for case in cases if oracle.knows_of(seat, case)}
    offered = {case.id for case in cases if oracle.is_offered(seat, case)}
    expected = {table: opened & oracle.having[table] for table in IN_THE_TEAM} | {"cases_case": known}
    expected["handovers_holding"] = known & oracle.having["handovers_holding"]
    expected["handovers_handover"] |= {
        each.case_id for each in oracle.records.offers if each.seat_id == seat.id and each.case_id in offered
    }
    for table, found in asked(seat.person_id, seat.id, world.now, OF_STAFF):
        compare(proof, f"{seat.username} sees in {table}", set(found), expected[table], len(cases))
    met = {case.child_id for case in cases if oracle.meets(seat, case)}
    children = {child.id for child in oracle.records.children if oracle.sees_child(seat, child, met)}
    ((found,),) = asked(seat.person_id, seat.id, world.now, CHILDREN)
    compare(proof, f"{seat.username} sees children", set(found), children, len(oracle.records.children))


def staff_does(world: World, seat: Seat, chance: random.Random, proof: Proof) -> None:
    """What the doors would let somebody do, whoever is near to the case; and of the others, some."""
    from laget.people.me import who
    from laget.rules.access import Action

    asker = Asker(seat.person_id, seat.id)
    say(asker, world.now)
    me = who(asker, world.now)
    for case in world.oracle.records.cases:
        if not world.oracle.is_near(seat, case) and chance.randrange(FAR):
            continue
        relations = world.oracle.relations(seat, case)
        allowed = {action for action in Action if world.oracle.may(action, relations, case)}
        compare(proof, f"{seat.username} in {case.id}", does(me, case), allowed, len(Action))


def does(me: Any, case: Case) -> set[Any]:
    from laget.cases.opened import open_case
    from laget.rules.access import Action

    opened = open_case(me, case.id) if me else None
    return {action for action in Action if opened and opened.may(action)}


def family_sees(world: World, person: UUID, proof: Proof) -> None:
    expected = world.oracle.told_to_family(person)
    number = len(world.oracle.records.cases)
    for function, found in asked(person, None, world.now, TOLD):
        compare(proof, f"a guardian is told in {function}", set(found), expected[function], number)
    for table, found in asked(person, None, world.now, OF_STAFF):
        compare(proof, f"a guardian sees in {table}", set(found), set(), number)


def asked(person: UUID, seat: UUID | None, now: datetime, question: str) -> list[Any]:
    from django.db import connection

    say(Asker(person, seat), now)
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def compare(proof: Proof, what: str, found: set[Any], expected: set[Any], decisions: int) -> None:
    """So many decisions; each that came out otherwise is a difference."""
    wrong = found ^ expected
    for each in sorted(map(str, wrong)):
        proof.check(False, f"{what}: {each} {'too much' if each in map(str, found) else 'missing'}")
    proof.checked += decisions - len(wrong)
