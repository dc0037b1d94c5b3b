"""Whatever stands in a pathway's file is told by `show`: no word of it is passed over in silence."""

import copy
import re
import tomllib
from pathlib import Path

import pytest

from laget.ops.pathway.show import shown
from laget.rules.pathway_file import read
from laget.rules.pathway_tables import read_tables
from laget.rules.reading import Faults, Table
from laget.rules.unfolding import unfold
from laget.rules.unknown_words import kind_of

TEXT = (Path(__file__).parent / "every_word.toml").read_text()
VALUES = tomllib.loads(TEXT)
# What is only for the machine, or is not the pathway but its test.
SILENT_KEYS = {"id", "format", "name"}
SILENT_TABLES = {"story"}


def leaves(value, path=()):
    """Where each key of the file stands, down to its text, date, list or number."""
    for key, inner in value.items():
        if isinstance(inner, dict) and set(inner) != {"en"}:
            yield from leaves(inner, (*path, key))
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            for number, row in enumerate(inner):
                yield from leaves(row, (*path, key, number))
        else:
            yield (*path, key)


def told(values):
    pathway, _values = read_tables(Table(values, (), Faults({})))
    return shown(unfold(pathway), "en")


def without(path):
    values = copy.deepcopy(VALUES)
    around = values
    for part in path[:-1]:
        around = around[part]
    del around[path[-1]]
    return values


def keys_of_the_language():
    faults = Faults({})
    top = Table(VALUES, (), faults)
    read_tables(top)
    top.done()
    return {
        (*kind, key)
        for kind, keys in faults.known.items()
        for key in keys
        if not SILENT_TABLES & {*kind, key} and key not in SILENT_KEYS
    }


def test_the_file_has_every_key_that_the_language_has():
    written = {kind_of(path)[:end] for path in leaves(VALUES) for end in range(1, len(path) + 1)}
    assert keys_of_the_language() - written == set()


def test_the_file_is_right():
    assert read(TEXT).name == "every-word"


@pytest.mark.parametrize("path", [p for p in leaves(VALUES) if p[-1] not in SILENT_KEYS], ids=str)
def test_a_key_that_is_taken_out_is_missed_in_what_is_shown(path):
    try:
        changed = told(without(path))
    except (KeyError, TypeError, RuntimeError):  # what is gone was looked for, to be told
        return
    assert changed != told(VALUES)


@pytest.mark.parametrize("language", ["nb", "nn", "da"])
def test_the_words_around_are_said_in_the_language_asked_for(language):
    english = [line for line in shown(read(TEXT), "en").splitlines() if line.startswith("## ")]
    other = shown(read(TEXT), language).splitlines()
    of_the_file = {"Help", "start", "roof", "Sealed", "Under"}
    assert not [line for line in english if line in other and not any(word in line for word in of_the_file)]


def test_no_raw_name_is_left_where_the_file_has_a_title():
    said = shown(read(TEXT), "en")
    prefixes = "filled|service|held|planned|took|checked|category|date|missed|declined|exempt|named"
    assert not re.findall(rf"\b(?:{prefixes})\.[a-z]|[a-z]_[a-z]", said)
