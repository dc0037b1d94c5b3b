"""Where in a TOML file each table and key stands.

The standard library reads TOML but forgets the lines, and a municipality that has misspelt a word in
a file of a thousand lines needs to be told which. Reads text that `tomllib` has already accepted.
"""

import re
from typing import NamedTuple

Path = tuple[str | int, ...]


class Place(NamedTuple):
    """Line and column, both counted from 1."""

    line: int
    column: int


HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"^\s*((?:[\w-]+|\"[^\"]+\")(?:\s*\.\s*(?:[\w-]+|\"[^\"]+\"))*)\s*=")
LONG_QUOTES = ('"""', "'''")


def places_of(text: str) -> dict[Path, Place]:
    """Where every table and key stands, by its path: `("level", 0, "title", "nb")`."""
    places: dict[Path, Place] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    open_quote = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if open_quote:
            if open_quote in line:
                open_quote = ""
            continue
        if header := HEADER.match(line):
            table = _table_path(header[2], header[1] == "[[", counts)
            places[table] = Place(number, header.start(1) + 1)
        elif key := KEY.match(line):
            _remember(places, (*table, *_parts(key[1])), len(table), Place(number, key.start(1) + 1))
            open_quote = _left_open(line[key.end() :])
    return places


def _table_path(name: str, repeated: bool, counts: dict[Path, int]) -> Path:
    path: Path = ()
    parts = _parts(name)
    for depth, part in enumerate(parts):
        path = (*path, part)
        if repeated and depth == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _remember(places: dict[Path, Place], path: Path, table_depth: int, place: Place) -> None:
    for depth in range(table_depth + 1, len(path) + 1):
        places.setdefault(path[:depth], place)


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip('"') for part in dotted.split(".")]


def _left_open(value: str) -> str:
    """The long quote that this line opens and does not close, if any."""
    for quote in LONG_QUOTES:
        if value.count(quote) % 2:
            return quote
    return ""
