"""Paired rounds: in each, every page of the product and of the floor in a new random order, one client.

A ratio is taken inside a round, where both met the same weather; the median of the rounds' ratios counts.
"""

import gzip
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles

from laget.ops import CannotGoOn
from laget.ops.bench.pages import Page
from laget.ops.bench.talking import Answer, Connection, Request

REPEATS = 5  # requests for one page in one round


@dataclass
class Measured:
    """One page's times: a list of the seconds in each round, for the product and for the floor."""

    product: list[list[float]] = field(default_factory=list)
    floor: list[list[float]] = field(default_factory=list)
    bytes: int = 0

    def figures(self) -> dict[str, float]:
        seconds = [each for rounds in self.product for each in rounds]
        return {
            "median_ms": round(median(seconds) * 1000, 2),
            "p95_ms": round(quantiles(seconds, n=20)[-1] * 1000, 2),
            "bytes": self.bytes,
            "ratio": round(median(self.ratios()), 2),
        }

    def ratios(self) -> list[float]:
        return [median(ours) / median(floor) for ours, floor in zip(self.product, self.floor, strict=True)]

    def floor_ms(self) -> float:
        return median(each for rounds in self.floor for each in rounds) * 1000


def measure(pages: Sequence[Page], product_port: int, floor_port: int, rounds: int) -> dict[str, Measured]:
    ports = {"product": product_port, "floor": floor_port}
    cells = [(page, system) for page in pages for system in ports]
    found = {page.name: Measured() for page in pages}
    chance = random.Random(7)  # noqa: S311 - the order of questions, not a secret
    for number in range(rounds):
        for page, system in chance.sample(cells, len(cells)):
            answers = _ask(getattr(page, system), ports[system], number * REPEATS)
            getattr(found[page.name], system).append([answer.seconds for answer in answers])
            if system == "product":
                found[page.name].bytes = len(answers[-1].whole)
    return found


def _ask(request_for: Callable[[int], Request], port: int, start: int) -> list[Answer]:
    with Connection(port) as connection:
        return [_asked(connection, request_for(start + more)) for more in range(REPEATS)]


def _asked(connection: Connection, request: Request) -> Answer:
    """Every answer is looked at: a fast refusal must not pass for a fast page."""
    answer = connection.ask(request)
    if answer.status != request.status or request.holds not in _text(answer.whole):
        raise CannotGoOn(f"A page answered {answer.status}, and not as it should: {request.path}")
    return answer


def _text(whole: bytes) -> str:
    head, _end, body = whole.partition(b"\r\n\r\n")
    if b"content-encoding: gzip" in head.lower():
        body = gzip.decompress(body)
    return (head + body).decode()
