"""Verifies a municipality's access log, alone: this one file, Python 3.11 and the package `cryptography`.

    python verifier.py LOG CHECKPOINTS KEY

LOG is what `laget log export` writes, CHECKPOINTS what `laget log checkpoint` has kept, KEY the witness's
public key. `laget log verify` finds faults by the same functions, in the database itself.

A log's first line is `laget-log` and the municipality. Each line after it is a link: number, hash, and all of
the entry, with spaces between; the hash is SHA-256 over `hash before|municipality|number|entry`. A checkpoint
is a signed note as C2SP describes it (https://c2sp.org/signed-note): what the last link was at a moment.
"""

import base64
import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HEADING = "laget-log"
LINES_OF_NOTE = 7  # five of text, an empty one, and the signature
ED25519 = b"\x01"
UTF8 = "utf-8"  # wherever it runs: what the witness has signed holds a dash


class Link(NamedTuple):
    """An entry's place in the chain. `entry` is None where the entry is gone; number 0: it is in no chain."""

    number: int
    hash: str
    entry: str | None


class Checkpoint(NamedTuple):
    """What the last link was, at a moment."""

    municipality: str
    number: int
    hash: str
    at: str

    def text(self) -> str:
        return "\n".join([HEADING, self.municipality, str(self.number), self.hash, self.at, ""])


class WitnessKey(NamedTuple):
    """A public key as C2SP writes it: `name+id+key`."""

    name: str
    id: bytes
    public: bytes

    @classmethod
    def of(cls, name: str, public: bytes) -> "WitnessKey":
        return cls(name, hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4], public)

    @classmethod
    def read(cls, text: str) -> "WitnessKey":
        """Raises ValueError."""
        name, written_id, key = text.strip().split("+", 2)
        found = cls.of(name, base64.b64decode(key)[1:])
        if found.id.hex() != written_id or base64.b64decode(key)[:1] != ED25519:
            raise ValueError("this is no key of a witness")
        return found

    def written(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    def has_signed(self, text: str, line: str) -> bool:
        try:
            dash, name, signature = line.split(" ")
            signed = base64.b64decode(signature, validate=True)
            Ed25519PublicKey.from_public_bytes(self.public).verify(signed[4:], text.encode())
        except (ValueError, InvalidSignature):
            return False
        return (dash, name, signed[:4]) == ("—", self.name, self.id)


def link_hash(before: str, municipality: str, number: int, entry: str) -> str:
    return hashlib.sha256(f"{before}|{municipality}|{number}|{entry}".encode()).hexdigest()


def faults(
    links: Iterable[Link],
    municipality: str,
    checkpoints: Iterable[Checkpoint] = (),
    after: Checkpoint | None = None,
) -> Iterator[str]:
    """What is not as it was written, in the order of the chain. Empty when all is well.

    Each link is held against the one that stands before it, so that one alteration is one fault or two,
    and not one for everything behind it. `after`: the links begin behind this one.
    """
    promised = {each.number: each for each in checkpoints}
    before = (after.number, after.hash) if after else (0, "")
    for link in links:
        if link.number < 1:
            yield f"an entry is in no chain: {link.entry}"
            continue
        yield from _of_link(link, *before, municipality)
        note = promised.pop(link.number, None)
        if note and note.hash != link.hash:
            yield f"{link.number}: not what the checkpoint of {note.at} says"
        before = link.number, link.hash
    for number, note in sorted(promised.items()):
        yield f"{number}: the checkpoint of {note.at} knows it, and the log does not"


def _of_link(link: Link, number: int, before: str, municipality: str) -> Iterator[str]:
    if link.number != number + 1:
        yield f"between {number} and {link.number} something is gone"
    if link.entry is None:
        yield f"{link.number}: the entry is gone"
    elif link.hash != link_hash(before, municipality, link.number, link.entry):
        yield f"{link.number}: not what was written"


def read_log(lines: Iterable[str]) -> tuple[str, Iterator[Link]]:
    """The municipality, and its links one by one. Raises ValueError."""
    found = iter(lines)
    heading, municipality = next(found, "").split()
    if heading != HEADING:
        raise ValueError("this is no exported log")
    return municipality, map(_link, found)


def _link(line: str) -> Link:
    number, kept_hash, entry = line.rstrip("\n").split(" ", 2)
    return Link(int(number), kept_hash, entry or None)


def read_checkpoints(text: str, key: WitnessKey) -> list[Checkpoint]:
    """Raises ValueError at the first that the key has not signed: then none of them proves anything."""
    lines = text.splitlines()
    found = []
    for start in range(0, len(lines), LINES_OF_NOTE):
        heading, municipality, number, last, at, empty, signature = lines[start : start + LINES_OF_NOTE]
        note = Checkpoint(municipality, int(number), last, at)
        if heading != HEADING or empty or not key.has_signed(note.text(), signature):
            raise ValueError(f"the checkpoint at line {start + 1} is not signed with this key")
        found.append(note)
    return found


def main(arguments: list[str]) -> int:
    """0 when nothing has been altered, 1 when something has, 2 when that cannot be told."""
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    log, checkpoints, key = map(Path, arguments)
    try:
        witness = WitnessKey.read(key.read_text(UTF8))
        promised = read_checkpoints(checkpoints.read_text(UTF8), witness)
        with log.open(encoding=UTF8) as lines:
            municipality, links = read_log(lines)
            if any(each.municipality != municipality for each in promised):
                raise ValueError("the checkpoints are of another municipality than the log")
            found = list(faults(links, municipality, promised))
    except (OSError, ValueError) as error:
        print(f"This cannot be verified: {error}", file=sys.stderr)
        return 2
    print("\n".join(found) or f"Nothing has been altered: {municipality}, {len(promised)} checkpoints.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
