"""Of two who do it at once, one does: one holder, one way on, one effect of a form; after a no, no reading.

Two threads, each with a connection of its own and as the role that the product has, begin in the same moment;
then the owner of the database counts what became of it. Which of them comes first is not the seed's to say.
The control checks first and writes then: there both must come through now and again, or this proves nothing.
"""

import argparse
import random
from functools import partial

from laget.ops import say
from laget.ops.prove import Progress, Proof
from laget.ops.prove.world import as_owner, invented_world, one_municipality

CONTROLS, FAILED = 2_000, 10  # rounds at most, and failures that are enough
MAKE_NAIVE = """
create table prove_naive (word integer not null);
grant select, insert on prove_naive to laget_app
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=20_000)


def prove(given: argparse.Namespace, chance: random.Random) -> Proof:
    proof = Proof()
    with invented_world(one_municipality):
        race_by_chance(proof, given.rounds, chance)
        say("The control: check first, write then ...")
        race_naively(proof, chance)
    return proof


def race_by_chance(proof: Proof, rounds: int, chance: random.Random) -> None:
    """Each kind of race in turn."""
    from laget.ops.prove.races.kinds import KINDS, Races
    from laget.ops.prove.races.racing import two_racers

    progress = Progress("races", rounds)
    with two_racers(chance) as race:
        races = Races(race, chance)
        for number in range(rounds):
            progress.at(number)
            name, kind = KINDS[number % len(KINDS)]
            fault = races.fault_of(kind)
            proof.check(not fault, f"{name}: {fault}")
    proof.also |= {"rounds": rounds, "came": _by_kind(races.came)}


def race_naively(proof: Proof, chance: random.Random) -> None:
    """Nobody has it, so I take it: what the product does not do."""
    from laget.ops.prove.races.racing import two_racers

    as_owner(MAKE_NAIVE)
    rounds = failed = 0
    with two_racers(chance) as race:
        while failed < FAILED and rounds < CONTROLS:
            rounds += 1
            take = partial(_take_naively, rounds)
            failed += race(take, take) == ["done", "done"]
    proof.check(failed > 0, "the control never went wrong, so the two never met")
    proof.also |= {"controls": rounds, "control_failed": failed}


def _take_naively(word: int) -> str:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select word from prove_naive where word = %s", [word])
        if cursor.fetchone():
            return "refused"
        cursor.execute("insert into prove_naive values (%s)", [word])
    return "done"


def _by_kind(came: dict[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    """How often what happened, so that whoever reads sees that each of two came first at times."""
    found: dict[str, dict[str, int]] = {}
    for (kind, what), times in sorted(came.items()):
        found.setdefault(kind, {})[what] = times
    return found
