"""The files of the municipalities that come with Laget, as they are and with a change."""

from datetime import UTC, datetime
from pathlib import Path

from laget.ops import municipality

FILES = Path(__file__).parents[1] / "municipalities"
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def add(name, **when):
    return municipality.add(FILES / f"{name}.toml", **{"now": NOW} | when)


def changed(tmp_path, name, *changes):
    text = (FILES / f"{name}.toml").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / f"{name}.toml"
    path.write_text(text)
    return path
