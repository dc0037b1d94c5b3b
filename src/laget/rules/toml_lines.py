"""Where in a TOML file each table and key stands.

The standard library reads TOML but forgets the lines, and a municipality that has misspelt a word in
a file of a thousand lines needs to be told which. Reads text that `tomllib` has already accepted.
"""

import re

Path = tuple[str | int, ...]

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"^\s*((?:[\w-]+|\"[^\"]+\")(?:\s*\.\s*(?:[\w-]+|\"[^\"]+\"))*)\s*=")
LONG_QUOTES = ('"""', "'''")


def lines_of(text: str) -> dict[Path, int]:
    """The line, counted from 1, of every table and key, by its path: `("level", 0, "title", "nb")`."""
    places: dict[Path, int] = {}
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
            places[table] = number
        elif key := KEY.match(line):
            _remember(places, (*table, *_parts(key[1])), len(table), number)
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


def _remember(places: dict[Path, int], path: Path, table_depth: int, number: int) -> None:
    for depth in range(table_depth + 1, len(path) + 1):
        places.setdefault(path[:depth], number)


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip('"') for part in dotted.split(".")]


def _left_open(value: str) -> str:
    """The long quote that this line opens and does not close, if any."""
    for quote in LONG_QUOTES:
        if value.count(quote) % 2:
            return quote
    return ""
