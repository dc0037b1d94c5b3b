"""All texts of a municipality's file as they look: what nobody sees in a name, nobody finds either."""

from typing import Any

from laget.rules.names import hides, plain
from laget.rules.reading import Faults
from laget.rules.toml_lines import Path

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
    return plain(value)
