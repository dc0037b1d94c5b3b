"""`laget log …`: whether the access log is as it was written, and what a witness needs to know it.

Reads as laget_backup: in the database of the environment, or, where none is named, in the demo's.
"""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psycopg

from laget.foundation import clock
from laget.ops import CannotGoOn, say
from laget.ops.log.chain import Chain, chains
from laget.ops.log.verifier import HEADING, UTF8, Checkpoint, Link, WitnessKey, faults
from laget.ops.log.witness import Witness, kept_in, make_key

READER = "LAGET_BACKUP_DATABASE_URL"


def main(arguments: list[str]) -> int:
    """Whoever reads only the beginning, as with `head`, has what they wanted."""
    given = _parser().parse_args(arguments)
    try:
        code: int = given.run(given)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="laget log", description="The access log that nobody can bend.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    verify = commands.add_parser("verify", help="tell every entry that is not as it was written")
    verify.add_argument("--checkpoints", type=Path, metavar="FOLDER", help="what the witness has kept")
    verify.add_argument("--key", type=Path, metavar="KEY.pub", help="what verifies its signature")
    verify.set_defaults(run=_verify)
    export = commands.add_parser("export", help="write a municipality's log, for its own verifier")
    export.add_argument("municipality", metavar="MUNICIPALITY", help="its code, as in its file")
    export.set_defaults(run=_export)
    checkpoint = commands.add_parser(
        "checkpoint", help="sign what the last entry is; run it every ten minutes"
    )
    checkpoint.add_argument("--key", type=Path, required=True, metavar="KEY", help="the witness's own")
    checkpoint.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    checkpoint.set_defaults(run=_checkpoint)
    key = commands.add_parser("key", help="make a key for a witness")
    key.add_argument("file", type=Path, metavar="KEY")
    key.set_defaults(run=_key)
    return parser


def _verify(given: argparse.Namespace) -> int:
    if bool(given.checkpoints) != bool(given.key):
        raise CannotGoOn("Say both --checkpoints and --key: the one proves nothing without the other.")
    key = _public(given.key) if given.key else None
    altered = False
    with _all_chains() as found:
        for chain in found:
            signed = kept_in(given.checkpoints, chain.municipality, key) if key else []
            altered = _told(chain, signed) or altered
        gone = _signed_in(given.checkpoints) - {chain.municipality for chain in found}
    for municipality in sorted(gone):
        print(f"{municipality}: the checkpoints know this municipality, and the database does not")
    return int(altered or bool(gone))


def _signed_in(folder: Path | None) -> set[str]:
    """The municipalities of which the witness has signed something."""
    if folder and not folder.is_dir():
        raise CannotGoOn(f"{folder} is no folder with checkpoints.")
    return {path.stem for path in folder.glob("*.notes")} if folder else set()


def _told(chain: Chain, signed: list[Checkpoint]) -> bool:
    """Whether something has been altered; says what."""
    count = 0

    def counted() -> Iterator[Link]:
        nonlocal count
        for link in chain.everything():
            count += 1
            yield link

    altered = False
    for fault in faults(counted(), chain.municipality, signed):
        altered = True
        print(f"{chain.code}: {fault}")
    if not altered:
        print(f"{chain.code}: nothing has been altered ({count} entries, {len(signed)} checkpoints)")
    return altered


def _export(given: argparse.Namespace) -> int:
    with _all_chains() as found:
        chain = next((each for each in found if each.code == given.municipality), None)
        if chain is None:
            known = ", ".join(each.code for each in found)
            raise CannotGoOn(f"There is no municipality “{given.municipality}” here, only {known}.")
        print(HEADING, chain.municipality)
        for link in chain.everything():
            print(link.number, link.hash, link.entry or "")
    return 0


def _checkpoint(given: argparse.Namespace) -> int:
    witness = Witness(given.key, given.to)
    given.to.mkdir(parents=True, exist_ok=True)
    altered = False
    with _all_chains() as found:
        for chain in found:
            for fault in _looked_at(chain, witness):
                altered = True
                say(f"{chain.code}: {fault}. Nothing is signed.")
    return int(altered)


def _looked_at(chain: Chain, witness: Witness) -> list[str]:
    """A municipality whose checkpoints cannot be read, as after a disk was full, stops no other's."""
    try:
        return witness.look(chain, clock.now())
    except CannotGoOn as error:
        return [str(error).rstrip(".")]


def _key(given: argparse.Namespace) -> int:
    print(make_key(given.file).written())
    return 0


def _public(path: Path) -> WitnessKey:
    try:
        return WitnessKey.read(path.read_text(UTF8))
    except (OSError, ValueError):
        raise CannotGoOn(f"{path} is no public key of a witness.") from None


@contextmanager
def _all_chains() -> Iterator[list[Chain]]:
    from laget.ops import demo

    with (
        nullcontext() if os.environ.get(READER) else demo.opened(),
        psycopg.connect(os.environ[READER], autocommit=True) as connection,
    ):
        yield chains(connection)
