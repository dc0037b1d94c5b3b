"""All texts of a municipality's file as they look: what nobody sees in a name, nobody finds either.

And none longer than the database keeps it.
"""

from typing import Any

from laget.rules.names import hides, plain
from laget.rules.reading import Faults
from laget.rules.toml_lines import Path

LONGEST, LONG = {"title": 60, "groups": 40, "code": 50, "username": 60}, 80
HIDES = "A sign that cannot be seen stands in this text. Delete the text, and write it anew."


def as_they_look(value: Any, path: Path, faults: Faults) -> Any:
    """A name that is written in two ways that look alike is one name; one with a hidden sign is a fault."""
    if isinstance(value, dict):
        return {key: as_they_look(inner, (*path, key), faults) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_they_look(inner, (*path, number), faults) for number, inner in enumerate(value)]
    if not isinstance(value, str):
        return value
    if hides(value):
        faults.at(path, HIDES)
    most = _most(path)
    if len(plain(value)) > most:
        faults.at(path, f"This text is too long: {most} characters at most.")
    return plain(value)


def _most(path: Path) -> int:
    """How much of it is kept. The groups of a seat are written with their unit."""
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    return LONG if key == "groups" and "seat" in path else LONGEST.get(key, LONG)
