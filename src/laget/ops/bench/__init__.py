"""`laget bench`: fills a database of its own and measures the pages, beside the floor on the same database.
`laget bench pathway` measures a large pathway file.

Nothing of it is left behind, unless the filled database is to be kept for the next run.
"""

import argparse
import json
import os
import secrets
import shutil
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from laget.ops import CannotGoOn, database, say, state_folder
from laget.ops.database import Server

if TYPE_CHECKING:
    from laget.ops.bench.filling import Asking, Filled
    from laget.ops.bench.measuring import Measured
    from laget.ops.bench.pages import Page

DATABASE = "laget_bench"
ROOM_FOR_A_CASE = 12_000  # bytes on disk, with its ten entries
SMALLEST = 150  # below, there are not 60 open cases to own
STARTS = 3
SETTINGS = {
    "shared_buffers": "512MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "wal_level": "minimal",  # the fill is one transaction, and need not be written twice
    "max_wal_senders": "0",
}


def main(arguments: list[str]) -> int:
    from laget.ops.bench import pathway
    from laget.ops.demo import leaving_on_signals

    if arguments[:1] == ["pathway"]:
        return pathway.main(arguments[1:])
    options = parse(arguments)
    try:
        with leaving_on_signals():
            result = bench(options.cases, rounds=options.rounds)
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    options.json.write_text(json.dumps(result, indent=2) + "\n")
    say(f"The figures are in {options.json}.")
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="laget bench",
        description="Measure the pages, on this machine. “laget bench pathway” measures a file.",
    )
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--json", type=Path, required=True, help="the file that the figures go to")
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args(arguments)
    if options.cases < SMALLEST:
        parser.error(f"--cases must be {SMALLEST} or more")
    return options


def bench(cases: int, *, rounds: int) -> dict[str, Any]:
    from laget.ops.bench.filling import fill

    set_environment()
    server = database.server("bench", fast=False, **SETTINGS)
    refuse_small_disk(cases)
    try:
        with server.running():
            filled = fill(server, DATABASE, cases)
            return {"cases": cases, **measured(filled, rounds)}
    finally:
        forget(server)


def set_environment() -> None:
    """As in production, but for the name it is reached by."""
    os.environ |= {
        "LAGET_MODE": "production",
        "LAGET_STATE": str(state_folder()),
        "LAGET_SECRET_KEY": secrets.token_urlsafe(60),
        "LAGET_HOSTS": "127.0.0.1",
    }


def refuse_small_disk(cases: int) -> None:
    needed = cases * ROOM_FOR_A_CASE
    if shutil.disk_usage(state_folder()).free < needed:
        raise CannotGoOn(
            f"{cases} cases need {needed / 1e9:.1f} GB of disk: make room, or measure fewer with --cases."
        )


def measured(filled: "Filled", rounds: int) -> dict[str, Any]:
    from laget.ops.bench import servers
    from laget.ops.bench.counting import statements
    from laget.ops.bench.measuring import measure
    from laget.ops.bench.pages import pages
    from laget.ops.static import collect_static

    collect_static()
    asked = pages(filled, session_of)
    sql = {page.name: statements(page.product) for page in asked}
    database.close_connections()
    cold = cold_start(asked[0])
    ours, floors = servers.free_port(), servers.free_port()
    with servers.product(ours) as product, servers.floor(floors, filled.urls) as floor:
        servers.seconds_to_first_answer(ours, asked[0].product(0), product)
        servers.seconds_to_first_answer(floors, asked[0].floor(0), floor)
        say("Warming up ...")
        measure(asked, ours, floors, max(2, rounds // 4))
        say(f"Measuring {rounds} rounds ...")
        found = measure(asked, ours, floors, rounds)
        memory = servers.memory_mb(product)
    tell(found)
    figures = {name: {**page.figures(), "sql": sql[name]} for name, page in found.items()}
    return {"memory_mb": memory, "cold_start_s": cold, "pages": figures}


def session_of(asking: "Asking") -> str:
    """Signed in without a sign-in page: the session is written where the server will look for it."""
    from laget.foundation.asking import PERSON, SEAT
    from laget.foundation.sessions import SessionStore

    session = SessionStore()
    session[PERSON], session[SEAT] = str(asking.person_id), str(asking.seat_id)
    session.save()
    return str(session.session_key)


def cold_start(page: "Page") -> float:
    """From nothing to the first page with a list on it: the middle one of three."""
    from laget.ops.bench import servers

    def once() -> float:
        port = servers.free_port()
        with servers.product(port) as server:
            return servers.seconds_to_first_answer(port, page.product(0), server)

    say("Starting the server from cold ...")
    return round(median(once() for _ in range(STARTS)), 2)


def tell(found: "dict[str, Measured]") -> None:
    say(f"{'page':<10} {'ms':>7} {'p95':>7} {'floor':>7} {'ratio':>6}")
    for name, page in found.items():
        own = page.figures()
        times = f"{own['median_ms']:7.2f} {own['p95_ms']:7.2f} {page.floor_ms():7.2f}"
        say(f"{name:<10} {times} {own['ratio']:6.1f}")


def forget(server: Server) -> None:
    """The embedded database goes with its folder; on another's server, only our database."""
    say("Throwing the filled database away ...")
    if server.cluster:
        server.cluster.reset()
    else:
        with server.running(), database.administrator(server) as admin:
            database.drop(admin, DATABASE)
