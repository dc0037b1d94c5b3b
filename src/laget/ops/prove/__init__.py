"""`laget prove …`: tries a promise many thousand times, by chance, on a database of its own.

The last line on standard output is JSON: `checked`, `differences`, `seconds`, and what the proof adds. The
exit code is 1 when there is a difference.
"""

import argparse
import json
import random
import sys
from dataclasses import dataclass, field
from importlib import import_module
from time import monotonic
from typing import Any

from laget.ops import say

PROOFS = {
    "access": "the table, the database and an oracle say the same of who may see and do what",
    "canaries": "what is said of a child stands where somebody reads it who may, and nowhere else",
    "crash": "what was answered is kept, and whole, however a server is killed",
    "log": "every reading leaves one entry, and every alteration of the log is found",
    "races": "of two who do it at once, one does",
}
TOLD = 20
EVERY = 5  # seconds between two lines of progress


@dataclass
class Proof:
    """What has been found so far. The first differences are told as they come."""

    checked: int = 0
    differences: int = 0
    also: dict[str, Any] = field(default_factory=dict)
    tells: bool = True

    def check(self, fits: bool, what: str) -> None:
        self.checked += 1
        if fits:
            return
        self.differences += 1
        if self.tells and self.differences <= TOLD:
            say(f"  differs: {what}")


def main(arguments: list[str]) -> int:
    given = _parser().parse_args(arguments)
    began = monotonic()
    chance = random.Random(given.seed)
    proof: Proof = import_module(f"laget.ops.prove.{given.proof}").prove(given, chance)
    seconds = round(monotonic() - began, 1)
    result = {"checked": proof.checked, "differences": proof.differences, "seconds": seconds, **proof.also}
    print(json.dumps(result))
    sys.stdout.flush()
    return int(proof.differences > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="laget prove", description="Try a promise many thousand times.")
    commands = parser.add_subparsers(required=True, dest="proof", metavar="PROOF")
    for name, promise in PROOFS.items():
        command = commands.add_parser(name, help=promise)
        command.add_argument("--seed", type=int, default=1, help="the same chance again")
        import_module(f"laget.ops.prove.{name}").add_options(command)
    return parser


class Progress:
    """Tells every few seconds how far it has come."""

    def __init__(self, what: str, total: int) -> None:
        self.what, self.total, self.told = what, total, monotonic()

    def at(self, number: int) -> None:
        if monotonic() - self.told > EVERY:
            self.told = monotonic()
            say(f"  {self.what}: {number} of {self.total} ...")
