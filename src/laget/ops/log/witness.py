"""The witness: signs now and then what a chain's last link is, and keeps it out of the application's reach.

Whoever changes the log afterwards, and works out every later hash anew, stands against what was signed.
"""

import base64
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from laget.ops import CannotGoOn
from laget.ops.log.chain import Chain
from laget.ops.log.verifier import UTF8, Checkpoint, Link, WitnessKey, faults, read_checkpoints

RAW = serialization.Encoding.Raw
NAME = re.compile(r"[^\s+]+")  # of a key, in a note


class Witness:
    """Somebody with a private key, and the folder where what it has signed is kept."""

    def __init__(self, key: Path, folder: Path) -> None:
        self.private = Ed25519PrivateKey.from_private_bytes(_private_bytes(key))
        public = self.private.public_key().public_bytes(RAW, serialization.PublicFormat.Raw)
        self.key = WitnessKey.of(key.stem, public)
        self.folder = folder

    def kept(self, municipality: str) -> list[Checkpoint]:
        return kept_in(self.folder, municipality, self.key)

    def look(self, chain: Chain, now: datetime) -> list[str]:
        """Signs the last link, unless what was signed is there no more, or something behind it is wrong.

        Returns the faults. Nothing is signed where nothing was added.
        """
        signed = next(iter(self.kept(chain.municipality)[-1:]), None)
        links = chain.links(signed.number if signed else 1)
        if signed and next(links, Link(0, "", None))[:2] != (signed.number, signed.hash):
            return [f"{signed.number}: not what was signed at {signed.at}, or gone"]
        last = None

        def added() -> Iterator[Link]:
            nonlocal last
            for link in links:
                last = link
                yield link

        found = list(faults(added(), chain.municipality, after=signed))
        if last and not found:
            self._sign(Checkpoint(chain.municipality, last.number, last.hash, now.isoformat()))
        return found

    def _sign(self, note: Checkpoint) -> None:
        signature = base64.b64encode(self.key.id + self.private.sign(note.text().encode())).decode()
        with (self.folder / f"{note.municipality}.notes").open("a", encoding=UTF8) as file:
            file.write(f"{note.text()}\n— {self.key.name} {signature}\n")


def kept_in(folder: Path, municipality: str, key: WitnessKey) -> list[Checkpoint]:
    """Raises CannotGoOn where one is not signed with this key, or is another municipality's."""
    path = folder / f"{municipality}.notes"
    if not path.exists():
        return []
    try:
        found = read_checkpoints(path.read_text(UTF8), key)
    except ValueError as error:
        raise CannotGoOn(f"{path} proves nothing: {error}.") from None
    if any(each.municipality != municipality for each in found):
        raise CannotGoOn(f"{path} proves nothing: it holds another municipality's checkpoints.")
    return found


def make_key(path: Path) -> WitnessKey:
    """A new private key, which only this user reads; what verifies it is written beside it, in `.pub`."""
    public_path = path.with_suffix(".pub")
    if not NAME.fullmatch(path.stem) or path == public_path:
        raise CannotGoOn(f"“{path.name}” is no name for a key: take one without spaces, “+” and “.pub”.")
    if public_path.exists():
        raise CannotGoOn(f"{public_path} is there already: choose another name.")
    private = Ed25519PrivateKey.generate()
    secret = private.private_bytes(RAW, serialization.PrivateFormat.Raw, serialization.NoEncryption())
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CannotGoOn(f"{path} is there already: a key that has signed is not written over.") from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(secret))
    key = WitnessKey.of(path.stem, private.public_key().public_bytes(RAW, serialization.PublicFormat.Raw))
    public_path.write_text(f"{key.written()}\n", UTF8)
    return key


def _private_bytes(path: Path) -> bytes:
    try:
        return base64.b64decode(path.read_bytes(), validate=True)
    except (OSError, ValueError):
        raise CannotGoOn(f"{path} is no key of a witness: make one with laget log key {path}.") from None
