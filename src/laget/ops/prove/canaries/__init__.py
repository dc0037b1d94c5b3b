"""Names, numbers and addresses of a child stand where somebody reads them who may, and nowhere else.

Some thousands that are found nowhere else are seeded in a municipality of their own. Then everybody goes
everywhere, and what could repeat them is read: pages, addresses, headers, logs, tables, files, output.
"""

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING

from laget.ops import database, say
from laget.ops.prove import Proof
from laget.ops.prove.world import invented_world

if TYPE_CHECKING:
    from laget.ops.prove.canaries.walk import Walk
    from laget.ops.prove.canaries.world import World

OF_ANSWERS = ("pages", "error pages", "addresses", "headers", "cookies", "what a browser may keep")
NOT_THERE = ("mail", "calendar", "cache", "jobs")  # Laget has none of them


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seeded", type=int, default=10_000)


def prove(given: argparse.Namespace, chance: random.Random) -> Proof:
    proof = Proof()
    made: list[World] = []
    with invented_world(lambda: made.append(seed(given.seeded, chance))):
        cluster = database.server("prove").cluster
        look_everywhere(proof, made[0], chance, cluster.log if cluster else None)
    return proof


def seed(seeded: int, chance: random.Random) -> "World":
    from laget.ops.prove.canaries.world import make

    say(f"Seeding {seeded} canaries ...")
    return make(seeded, chance)


def look_everywhere(
    proof: Proof, world: "World", chance: random.Random, log_of_postgresql: Path | None, others: int = 99
) -> None:
    """`log_of_postgresql` where it is ours to read. `others`: how many go to each case beside its author."""
    from laget.ops.prove.canaries import places
    from laget.ops.prove.canaries.walk import Walk

    say("Everybody goes everywhere ...")
    walk = Walk(proof, world, chance, others)
    with places.listening() as said:
        walk.everywhere()
        commands = places.said_by_commands()
    proof.check("Internal Server Error" in said.getvalue(), "no error stands in the technical log")
    refuse_to_be_blind(proof, world, walk)
    say("Looking where nobody should find anything ...")
    elsewhere = {
        "technical log": said.getvalue(),
        "what commands say": commands + world.said,
        "log of PostgreSQL": log_of_postgresql.read_text() if log_of_postgresql else "",
        **places.served(world),
        **places.of_tables(),
        **places.of_files(),
    }
    look_in(proof, world, elsewhere)
    counts = {"answers": dict(sorted(walk.answers.items())), "shown": dict(sorted(walk.shown.items()))}
    looked_at = [*OF_ANSWERS, *elsewhere, "scripts that keep something"]
    proof.also |= {**counts, "looked_at": looked_at, "not_there": NOT_THERE}


def look_in(proof: Proof, world: "World", elsewhere: dict[str, str]) -> None:
    from laget.ops.prove.canaries import places

    for place, text in elsewhere.items():
        found = [canary.kind for _word, canary in world.canaries.found_in(text)]
        proof.check(not found, f"{place}: {len(found)}, such as {found[:1]}")
    scripts = places.scripts_that_store()
    proof.check(not scripts, f"kept in the browser by {scripts}")


def refuse_to_be_blind(proof: Proof, world: "World", walk: "Walk") -> None:
    """All that is seeded is kept, and of each kind somebody saw something who may."""
    from laget.ops.prove.canaries import places
    from laget.ops.prove.canaries.words import Kind

    canaries = world.canaries
    lost = {*canaries.seeded} - {word for word, _canary in canaries.found_in(places.kept())}
    proof.check(not lost, f"{len(lost)} are not in the database, where somebody could have found them")
    unseen = sorted({*Kind} - {*walk.shown})
    proof.check(not unseen, f"nobody saw, who may: {unseen}")
    proof.also |= {"seeded": len(canaries.seeded), "typed": len(canaries.typed)}
