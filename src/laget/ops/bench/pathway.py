"""`laget bench pathway`: reading, checking and publishing a large file, and deciding what comes next.

Beside the time on the wall stands that of the processor: on a machine that does much else, only it can be
compared.
"""

import argparse
import json
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from laget.ops import database, say

if TYPE_CHECKING:
    from laget.rules.pathway import Pathway
    from laget.rules.standing import Standing

DATABASE = "laget_bench"
FILES, DECISIONS = 5, 2000
BEGAN = date(2026, 9, 1)
Seconds = tuple[float, float]  # on the wall, and of the processor


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    result = bench(options.steps)
    options.json.write_text(json.dumps(result, indent=2) + "\n")
    say(f"The figures are in {options.json}.")
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="laget bench pathway", description="Measure a large pathway file.")
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--json", type=Path, required=True, help="the file that the figures go to")
    options = parser.parse_args(arguments)
    if options.steps < 1:
        parser.error("--steps must be 1 or more")
    return options


def bench(steps: int) -> dict[str, Any]:
    from laget.ops.bench import forget, set_environment
    from laget.ops.bench.large_pathway import large_pathway
    from laget.rules import pathway_file

    texts = [large_pathway(steps, version=str(number)) for number in range(FILES)]
    set_environment()
    server = database.server("bench", fast=False)
    try:
        with server.running():
            publish = _publisher(server)
            read = [_timed(partial(pathway_file.read, text)) for text in texts]
            published = [_timed(partial(publish, text)) for text in texts]
    finally:
        forget(server)
    both = [(wall + more, cpu + most) for (wall, cpu), (more, most) in zip(read, published, strict=True)]
    return {
        "steps": steps,
        "lines": texts[0].count("\n"),
        "read_and_check": _figures(read),
        "read_check_and_publish": _figures(both),
        "decide": _figures(decisions(pathway_file.read(texts[0]))),
    }


def _publisher(server: database.Server) -> Callable[[str], object]:
    """A municipality in a database of its own, and what publishes there."""
    with database.administrator(server) as admin:
        database.drop(admin, DATABASE)
    database.use(database.prepare(server, DATABASE))
    import django

    django.setup()
    say("Making the tables ...")
    database.migrate()
    from laget.foundation import clock
    from laget.pathway.publishing import publish
    from laget.people.models import Municipality

    place = Municipality(code="bench", name="Målevik", country="no", languages=["nb"], theme="fjord")
    place.save(using="owner")
    return lambda text: publish(municipality=place, text=text, now=clock.now())


def decisions(pathway: "Pathway") -> list[Seconds]:
    """What a page asks of a case, in cases that have come to each of the steps in turn."""
    from laget.foundation.calendar import days_in
    from laget.rules.progress import progress

    days, today = days_in(pathway.country), BEGAN + timedelta(days=40)
    cases = standings(pathway)

    def decide(standing: "Standing") -> None:
        now = progress(pathway, standing, today=today, days=days)
        _ = (now.here, now.missing, now.most_pressing, now.ways_on, now.next_due(), now.proposals)

    for standing in cases:
        decide(standing)
    return [_timed(partial(decide, cases[number % len(cases)])) for number in range(DECISIONS)]


def standings(pathway: "Pathway") -> list["Standing"]:
    """A case at each step: all that the steps before it ask for is true."""
    from laget.rules.standing import Standing

    found = []
    for level in pathway.road:
        facts = dict.fromkeys(("concern_described", "leader_told", "category.environment"), BEGAN)
        for step in level.steps:
            found.append(Standing(level.id, "", BEGAN, BEGAN, BEGAN, BEGAN, dict(facts)))
            facts |= dict.fromkeys(step.done_when, BEGAN + timedelta(days=7))
    return found


def _timed(act: Callable[[], object]) -> Seconds:
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - cpu


def _figures(times: list[Seconds]) -> dict[str, float]:
    walls, cpus = zip(*times, strict=True)
    return {
        "median_ms": round(median(walls) * 1000, 3),
        "p95_ms": round(quantiles(walls, n=20)[-1] * 1000, 3),
        "processor_ms": round(median(cpus) * 1000, 3),
    }
