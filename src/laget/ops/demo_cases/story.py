"""What a case is about, in words. A story is told of any child, with the right name and the right “she”."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "stories"

# he, him, his; and the same of her: by language.
PRONOUNS = {
    ("nb", "boy"): ("han", "ham", "hans"),
    ("nb", "girl"): ("hun", "henne", "hennes"),
    ("nn", "boy"): ("han", "han", "hans"),
    ("nn", "girl"): ("ho", "ho", "hennar"),
    ("da", "boy"): ("han", "ham", "hans"),
    ("da", "girl"): ("hun", "hende", "hendes"),
}


@dataclass(frozen=True)
class Story:
    """All that is written in a case of this kind. `child_comes`: the child is in a part of the meetings."""

    category: str
    worry: str
    place: str = ""
    child_comes: bool = False
    voices: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    to_family: tuple[str, ...] = ()
    asks: Mapping[str, str] = field(default_factory=dict)
    helpers: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""
    minutes: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    plan: Mapping[str, str] = field(default_factory=dict)
    goals: tuple[tuple[str, str], ...] = ()
    measures: tuple[dict[str, str], ...] = ()
    other_measures: tuple[dict[str, str], ...] = ()
    evaluations: Mapping[str, dict[str, str]] = field(default_factory=dict)
    baton: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


def told(name: str, *, child: str, gender: str) -> Story:
    """The story with this name, told of this child. Raises KeyError for a story nobody has written."""
    language, written = _written()[name]
    he, him, his = PRONOUNS[language, gender]
    words = {"name": child, "he": he, "He": he.capitalize(), "him": him, "his": his, "His": his.capitalize()}
    said = _fill(_joined(_common()[language], written), words)
    return Story(
        **{key: said[key] for key in ("category", "worry")},
        **{key: said[key] for key in ("place", "child_comes", "contact", "baton", "plan") if key in said},
        voices=(*said.get("voices", ()), *said.get("more_voices", ())),
        notes=(*said.get("notes", ()), *said.get("more_notes", ())),
        to_family=tuple(said.get("to_family", ())),
        asks=said.get("asks", {}),
        helpers=said.get("helpers", {}),
        minutes=said.get("minutes", {}),
        facts=said.get("facts", {}),
        goals=tuple((goal["text"], goal["sign"]) for goal in said.get("goal", ())),
        measures=tuple(said.get("measure", ())),
        other_measures=tuple(said.get("other_measure", ())),
        evaluations=said.get("evaluation", {}),
        reasons=said.get("reasons", {}),
    )


def names() -> list[str]:
    return sorted(_written())


@lru_cache(maxsize=1)
def _written() -> dict[str, tuple[str, dict[str, Any]]]:
    """Every story by name, with its language."""
    return {
        story["id"]: (path.stem.split("-")[0], story)
        for path in sorted(FOLDER.glob("*.toml"))
        for story in tomllib.loads(path.read_text(encoding="utf-8")).get("story", ())
    }


@lru_cache(maxsize=1)
def _common() -> dict[str, dict[str, Any]]:
    """What is the same in every story of a language: minutes of ordinary meetings, reasons."""
    files = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("??.toml")}
    return {language: file.get("common", {}) for language, file in files.items()}


def _joined(common: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A story says only what differs from the ordinary, also within minutes and facts."""
    both = {
        key: _joined(common[key], own[key])
        for key in common.keys() & own.keys()
        if isinstance(own[key], dict)
    }
    return {**common, **own, **both}


def _fill(said: Any, words: Mapping[str, str]) -> Any:
    if isinstance(said, str):
        return " ".join(said.split()).format_map(words)
    if isinstance(said, dict):
        return {key: _fill(value, words) for key, value in said.items()}
    return [_fill(value, words) for value in said] if isinstance(said, list) else said
