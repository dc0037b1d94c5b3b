"""What goes out with every page: small, for any direction of reading, and from nowhere else."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "src/laget/static/laget"
OURS = sorted(STATIC.glob("*.css"))
STYLES = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))
KB = 1024


def weight(paths: list[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_styles_and_scripts_are_light_on_a_slow_line():
    assert weight(STYLES) <= 24 * KB
    assert weight(SCRIPTS) <= 20 * KB


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_style_knows_left_or_right(path: Path):
    rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert re.findall(r"[^;{]*\b(?:left|right)\b[^;}]*", rules) == []


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path: Path):
    text = path.read_text()
    assert "sourceMappingURL" not in text
    assert re.findall(r"(?:url\(|@import|fetch\()\s*[\"']?(?:https?:)?//", text) == []
