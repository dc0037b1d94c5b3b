"""Who may see and do what: the table, the database and an oracle written apart say the same of every world.

Each world is the demo turned about by chance, in a transaction that is undone. For everybody and every case
each table is one decision; for those who are near to a case each action is one more.
"""

import argparse
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from laget.ops import database, scratch
from laget.ops import say as tell
from laget.ops.prove import Progress, Proof
from laget.ops.prove.access.mutants import Mutant, all_of_them
from laget.ops.prove.access.oracle import Oracle
from laget.ops.prove.access.records import read_as_owner
from laget.ops.prove.access.seeing import World, family_sees, staff_decides
from laget.ops.prove.access.writing import staff_writes
from laget.ops.prove.world import invented_world

Decider = Callable[[Proof], None]  # somebody who is asked what they may
LOCAL = ZoneInfo("Europe/Oslo")
A_MINUTE = timedelta(minutes=1)
WORLDS = 4  # until which every mutant must have been noticed


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--decisions", type=int, default=1_000_000)
    parser.add_argument(
        "--mutants", action="store_true", help="change each clause in turn: all must be found"
    )


def prove(given: argparse.Namespace, chance: random.Random) -> Proof:
    proof = Proof()
    with invented_world(), as_the_app():
        decide_by_chance(proof, given.decisions, chance)
        if given.mutants:
            find_mutants(proof, chance, all_of_them())
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


def everybody_in(world: World, chance: random.Random) -> list[Decider]:
    found = [*staff_in(world, chance), *families_in(world, chance), *writers_in(world, chance)]
    chance.shuffle(found)
    return found


def staff_in(world: World, chance: random.Random) -> list[Decider]:
    return [partial(staff_decides, world, seat, chance) for seat in world.oracle.records.seats]


def families_in(world: World, chance: random.Random) -> list[Decider]:
    guardians = sorted({each.person_id for each in world.oracle.records.guardians})
    return [partial(family_sees, world, person, chance) for person in guardians]


def writers_in(world: World, chance: random.Random, table: str = "") -> list[Decider]:
    return [partial(staff_writes, world, seat, chance, only=table) for seat in world.oracle.records.seats]


def who_may_notice(mutant: Mutant, world: World, chance: random.Random) -> list[Decider]:
    found = {
        "staff": lambda: staff_in(world, chance),
        "family": lambda: families_in(world, chance),
        "both": lambda: [*staff_in(world, chance), *families_in(world, chance)],
        "writers": lambda: writers_in(world, chance, mutant.table),
    }[mutant.told]()
    chance.shuffle(found)
    return found


@contextmanager
def a_world(chance: random.Random) -> Iterator[World]:
    """As often as not at a minute to midnight or after it, where somebody is a year older."""
    from django.db import connection, transaction

    from laget.foundation import clock
    from laget.ops.prove.access.shaking import Shaker

    today = clock.now().astimezone(LOCAL)
    midnight = today.replace(hour=0, minute=0, second=0, microsecond=0)
    now = chance.choice((today, midnight - A_MINUTE, midnight, midnight + A_MINUTE))
    with transaction.atomic():
        with scratch.as_owner(), connection.cursor() as cursor:
            Shaker(cursor, now, chance).shake()
            records = read_as_owner()
        yield World(Oracle(records, now), now)
        transaction.set_rollback(True)


def find_mutants(proof: Proof, chance: random.Random, mutants: Iterable[Mutant]) -> None:
    """Each must make a difference to somebody in one of the first worlds."""
    left = [mutant for mutant in mutants if is_sql(mutant)]
    total = len(left)
    for _number in range(WORLDS):
        if not left:
            break
        with a_world(chance) as world:
            left = [mutant for mutant in left if not is_noticed(mutant, world, chance)]
        tell(f"  {total - len(left)} of {total} mutants are found ...")
    for mutant in left:
        proof.check(False, f"nobody notices {mutant.what}")
    proof.checked += total - len(left)
    proof.also["mutants"] = total


def is_sql(mutant: Mutant) -> bool:
    """What cannot even be installed harms nobody."""
    from django.db import DatabaseError, connection, transaction

    try:
        with transaction.atomic():
            with scratch.as_owner(), connection.cursor() as cursor:
                cursor.execute(mutant.order)
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


def is_noticed(mutant: Mutant, world: World, chance: random.Random) -> bool:
    from django.db import DatabaseError, connection, transaction

    found = Proof(tells=False)
    try:
        with transaction.atomic():
            with scratch.as_owner(), connection.cursor() as cursor:
                cursor.execute(mutant.order)
            for decide in who_may_notice(mutant, world, chance):
                decide(found)
                if found.differences:
                    break
            transaction.set_rollback(True)
    except DatabaseError:
        return True
    return found.differences > 0
