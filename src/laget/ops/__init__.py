"""Running Laget: the commands, the embedded database, the demo, production, the checks."""

import os
import secrets
import sys
from pathlib import Path


class CannotGoOn(Exception):
    """One sentence for the person at the keyboard: what is wrong and what to do. Ends a command with 2."""


def say(line: str) -> None:
    """Progress goes to stderr, so that a command's answer stands alone on stdout."""
    print(line, file=sys.stderr, flush=True)


def clone_folder() -> Path:
    """The clone this code runs from; where it is installed as a package there is none."""
    folder = Path(__file__).parents[3]
    if not (folder / "laget").exists():
        raise CannotGoOn("This command belongs to a clone of Laget: run it there as ./laget.")
    return folder


def state_folder() -> Path:
    """Where this clone keeps its database, secrets and clock: `.laget` in the clone, or $LAGET_STATE."""
    chosen = os.environ.get("LAGET_STATE")
    folder = Path(chosen).absolute() if chosen else clone_folder() / ".laget"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotGoOn(f"{folder} cannot be made ({error.strerror}): set LAGET_STATE.") from None
    if not os.access(folder, os.W_OK):
        raise CannotGoOn(f"You may not write in {folder}: make a clone of your own, or set LAGET_STATE.")
    return folder


def kept(name: str) -> str:
    """A random word made once and kept, readable by this user alone."""
    path = state_folder() / name
    try:
        return path.read_text()
    except FileNotFoundError:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(word := secrets.token_urlsafe(48))
        return word
