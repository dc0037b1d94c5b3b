"""What to say of a file that is not even TOML, to somebody who has never heard of it."""

import re
import tomllib

from laget.rules.reading import Fault
from laget.rules.toml_lines import HEADER, LONG_QUOTES, Place

PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
NO_QUOTE = "A text has no closing quote."
TWICE = "This is written twice, or once as one thing and once as several. Keep one of them."
NO_BRACKETS = "A line that begins a thing ends with as many ] as it has [."
NOT_A_LINE = "A line begins with a word of the language in small letters a–z, with [[ or with #."
LIST_ABOVE = " Does a list above lack its ]?"
DAY_FIRST = re.compile(r"=\s*\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}\b")
# 2026-8-1, and a month or a day that there is in no year.
NOT_WRITTEN_OUT = re.compile(r"=\s*\d{4}-(?!(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b)\d+-\d")
TRUTH = re.compile(r"=\s*(ja|nei|yes|no|nej|sant|usant|sann|True|False|TRUE|FALSE)\s*(#.*)?$")
AFTER_EQUALS = re.compile(r"=\s*[^\s\[{]")
# How that begins which stands in the wrong place, and is TOML.
ITS_PLACE = ("[[", "Write this in double brackets")
# Of these there is one, in single brackets.
ONCE = frozenset({"words", "then", "due", "opens", "dates"})
# How that which tomllib says begins, and what it means to somebody who writes a pathway.
MEANS = {
    "Illegal character '\\n'": NO_QUOTE,
    "Unterminated string": NO_QUOTE,
    "Expected '\"'": NO_QUOTE,
    'Expected "\'"': NO_QUOTE,
    "Unescaped '\\'": "Write \\\\ where a text in quotes has a \\.",
    "Unclosed": "A list or a { has no end here, or a comma is missing in it.",
    "Cannot": TWICE,
    "Duplicate": TWICE,
    "Expected '='": "Write = between the word and what it says.",
    "Expected ']": NO_BRACKETS,
    "Expected newline": "Nothing may follow on this line. A text stands in quotes, a date is 2026-08-01.",
    "Invalid value": "After = stands a text in quotes, a list in [ ], a date (2026-08-01), true or false. "
    f"{LIST_ABOVE.strip()}",
    "Invalid date": "There is no such day. Write the year first, as in 2026-08-01.",
    "Invalid initial character": NOT_A_LINE,
    "Invalid statement": NOT_A_LINE,
}


def not_toml(text: str, error: tomllib.TOMLDecodeError) -> Fault:
    """Where the text goes wrong, and what to do about it."""
    said = str(error)
    at = PLACE.search(said)
    found = Place(int(at[1]), int(at[2])) if at and at[1] else _end(text)
    means = next((means for begins, means in MEANS.items() if said.startswith(begins)), said)
    if means is TWICE:
        found, means = _twice(text, _first_word(text, found.line))
    if means is NO_QUOTE:
        found = _opened(text, found)
    if _line(text, found.line)[found.column - 1 : found.column] in ("“", "”", "«", "„"):
        means = 'The quotes must be straight ones: ".'
    means = _of_the_line(_line(text, found.line), means)
    return Fault(*found, means if means.startswith(ITS_PLACE) else f"This is not TOML. {means}")


def _of_the_line(line: str, means: str) -> str:
    """What can be said more exactly of what stands on the line."""
    if DAY_FIRST.search(line) or NOT_WRITTEN_OUT.search(line):
        return MEANS["Invalid date"].replace("There is no such day. ", "This is no date. ")
    if TRUTH.search(line):
        return "Write true for yes and false for no, without quotes."
    return means.removesuffix(LIST_ABOVE) if AFTER_EQUALS.search(line) else means


def _twice(text: str, found: Place) -> tuple[Place, str]:
    """Where the one of two headers stands that is to be mended: too far up, or in single brackets."""
    headers = [
        (number, match[1], match[2])
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := HEADER.match(line))
    ]
    here = next((name for number, _brackets, name in headers if number == found.line), None)
    before = [each for each in headers if each[0] < found.line] if here else []
    early = next((each for each in before if each[2].startswith(f"{here}.")), None)
    if early and not any(name == here for _number, _brackets, name in before):
        return _first_word(
            text, early[0]
        ), f"[[{early[2]}]] stands before any [[{here}]]: write [[{here}]] above it."
    single = [number for number, brackets, name in headers if name == here and brackets == "["]
    if single and here and here.rpartition(".")[2] not in ONCE:
        return _first_word(
            text, single[0]
        ), f"Write this in double brackets, for there may be several: [[{here}]]."
    return found, TWICE


def _line(text: str, number: int) -> str:
    return (text.splitlines() or [""])[number - 1]


def _end(text: str) -> Place:
    """The end of the last line that says something."""
    lines = text.rstrip().splitlines() or [""]
    return Place(len(lines), max(1, len(lines[-1])))


def _first_word(text: str, line: int) -> Place:
    said = _line(text, line)
    return Place(line, len(said) - len(said.lstrip()) + 1)


def _opened(text: str, found: Place) -> Place:
    """Where the quote that is left open stands: on this line, or the last long one of the file."""
    line = _line(text, found.line)
    for quote in LONG_QUOTES:
        if text.count(quote) % 2:
            before = text[: text.rindex(quote)]
            return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return Place(found.line, max(line.rfind('"'), line.rfind("'")) + 1)
