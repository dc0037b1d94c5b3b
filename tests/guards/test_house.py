"""The house stays small: short functions, small files, one word for each thing, one clock."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "src" / "laget"
CODE = sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))
LONGEST_FUNCTION, LONGEST_FILE, LONGEST_TEMPLATE = 40, 300, 80

# The word we do not use, and the one we do (docs/words.md).
BANNED = {
    "intervention": "measure",
    "referral": "exit or invited service",
    "caseworker": "staff or seat",
    "relay": "baton",
    "kid": "child",
    "pupil": "child",
    "ticket": "case",
    "workflow": "pathway",
    "stage": "level",
    "tiltak": "measure",
    "barn": "child",
    "stafett": "baton",
    "foresatt": "guardian",
    "samtykke": "consent",
}
READS_THE_CLOCK = re.compile(r"\b(datetime\.now|datetime\.utcnow|timezone\.now|date\.today|time\.time)\(")
CLOCKS = {"foundation/clock.py"}
ASKS_FOR_THE_LANGUAGE = re.compile(r"\bget_language\b|\boverride\(|translation import n?gettext\b")
SPEECH = {"foundation/speech.py"}
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}


def inside(path):
    return path.relative_to(HOUSE if path.is_relative_to(HOUSE) else ROOT).as_posix()


@pytest.mark.parametrize("path", [*CODE, *TESTS], ids=inside)
def test_a_file_is_small_and_its_functions_are_short(path):
    text = path.read_text()
    assert len(text.splitlines()) <= LONGEST_FILE
    long = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", CODE, ids=inside)
def test_a_file_says_what_it_is_for(path):
    text = path.read_text()
    assert not text.strip() or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", TEMPLATES, ids=inside)
def test_a_template_is_small(path):
    assert len(path.read_text().splitlines()) <= LONGEST_TEMPLATE


def test_only_the_clock_reads_the_clock():
    readers = {inside(path) for path in CODE if READS_THE_CLOCK.search(path.read_text())}
    assert readers - CLOCKS == set()


def test_one_file_knows_which_language_is_spoken():
    knowing = {inside(path) for path in CODE if ASKS_FOR_THE_LANGUAGE.search(path.read_text())}
    assert knowing == SPEECH


def test_one_word_for_each_thing():
    named = re.compile(rf"\b\w*({'|'.join(BANNED)})\w*\b", re.IGNORECASE)
    used = {
        f"{inside(path)}: {node}"
        for path in CODE
        for node in _names(ast.parse(path.read_text()))
        if named.fullmatch(node)
        and any(word in re.split(r"_|(?<=[a-z])(?=[A-Z])", node.lower()) for word in BANNED)
    }
    assert used == set()


def test_pages_write_only_through_services():
    wrong = {
        f"{inside(path)}:{node.lineno}"
        for face in ("staff", "portal")
        for path in CODE
        if inside(path).startswith(f"{face}/")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes(node.func)
    }
    assert wrong == set()


def test_no_room_is_called_after_nothing():
    assert [inside(path) for path in CODE if path.stem in ("utils", "helpers", "common", "misc")] == []


def _names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg


def _writes(function):
    """`Case.objects.update(...)`, `row.save(...)`: what only a service may do."""
    owner = ast.unparse(function.value)
    return function.attr in WRITES and (
        ".objects" in owner or function.attr in ("save", "delete", "bulk_create")
    )
