"""A name means one thing, and none is taken twice."""

from collections.abc import Iterable

from laget.rules.counts_check import written_proposals
from laget.rules.pathway import Pathway
from laget.rules.reading import Faults
from laget.rules.toml_lines import Path
from laget.rules.unfolding import around
from laget.rules.ways_check import written_exits


def check(pathway: Pathway, faults: Faults) -> None:
    lists: list[tuple[Path, Iterable[object]]] = [
        (("law",), pathway.laws),
        (("category",), pathway.categories),
        (("resource",), pathway.resources),
        (("meeting",), pathway.meetings),
        (("fact",), pathway.facts),
        (("level",), pathway.levels),
        (("role",), pathway.roles),
        (("track",), pathway.tracks),
        (("body",), pathway.bodies),
        (("form",), pathway.forms),
        (("entry",), pathway.entries),
        (("count",), pathway.counts),
        (("subject",), pathway.subjects),
    ]
    for number, level in enumerate(pathway.levels):
        lists.append((("level", number, "step"), level.steps))
    for number, form in enumerate(pathway.forms):
        lists.append((("form", number, "field"), form.fields))
    _once([(path, each.id) for _level, path, each in written_proposals(pathway)], faults)
    for path, items in lists:
        _once([((*path, number), getattr(item, "id", "")) for number, item in enumerate(items)], faults)
    for number, declared in enumerate(pathway.facts):
        options: list[tuple[Path, str]] = [
            (("fact", number, "option", place), each.id) for place, each in enumerate(declared.options)
        ]
        _once(options, faults)
    for number, level in enumerate(pathway.levels):
        if level in around(level, pathway):
            faults.at(("level", number, "inside"), f"Level “{level.id}” is inside itself.")
    _labels(pathway, faults)
    exempt: list[tuple[Path, str]] = [
        (("exemption", n), each.fact) for n, each in enumerate(pathway.exemptions)
    ]
    _once(exempt, faults, key="for")
    for number, level in enumerate(pathway.levels):
        _once([(path, way.id) for path, way in written_exits(level, ("level", number))], faults)
    _checked_by_one(pathway, faults)


def _checked_by_one(pathway: Pathway, faults: Faults) -> None:
    """Whoever looks before a way on says so of its name: on two levels it cannot be for two to say."""
    said: dict[str, str] = {}
    for number, level in enumerate(pathway.levels):
        for path, way in written_exits(level, ("level", number)):
            if way.checked_by and said.setdefault(way.id, way.checked_by) != way.checked_by:
                told = (
                    f"“{way.id}” is checked by “{said[way.id]}” on another level. Call one of them otherwise."
                )
                faults.at((*path, "checked_by"), told)


def _labels(pathway: Pathway, faults: Faults) -> None:
    """What stands on the sign is all that people know a level by."""
    seen: dict[str, str] = {}
    for number, level in enumerate(pathway.levels):
        other = seen.setdefault(level.label.casefold(), level.id)
        if level.label and other != level.id:
            told = (
                f"Level “{other}” has the label “{level.label}” already, and people know a level by its "
                "label: give one of them another."
            )
            faults.at(("level", number, "label"), told)


def _once(named: list[tuple[Path, str]], faults: Faults, *, key: str = "id") -> None:
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            faults.at((*path, key), f"“{name}” is used twice; a name means one thing.")
        seen.add(name)
