"""Whether a story speaks of what its pathway knows."""

from collections.abc import Iterable

from laget.rules.conditions import facts_in
from laget.rules.pathway import Pathway
from laget.rules.pathway_check import facts_known
from laget.rules.reading import Faults, unknown
from laget.rules.stories import Event, Story
from laget.rules.toml_lines import Path
from laget.rules.unfolding import unfold


def check_stories(pathway: Pathway, stories: Iterable[Story], faults: Faults) -> None:
    """Adds to `faults` every name that nobody knows. Playing tells whether it goes as they expect."""
    ready = unfold(pathway)
    facts, ways = facts_known(pathway), {way.id for level in ready.levels for way in level.exits()}
    entries = [entry.id for entry in pathway.entries]
    for number, story in enumerate(stories):
        _known([story.entry], entries, ("story", number, "entry"), faults)
        _known(story.facts, facts, ("story", number), faults)
        for event in story.events:
            _event(event, facts, ways, faults)
            _known(
                [event.then.level or ""], {level.id for level in ready.levels}, then(event, "level"), faults
            )


def then(event: Event, key: str) -> Path:
    return (*event.path, "then", key)


def _event(event: Event, facts: frozenset[str], ways: set[str], faults: Faults) -> None:
    expected = event.then
    _known(event.happens, facts, (*event.path, "happens"), faults)
    _known(event.undone, facts, (*event.path, "undone"), faults)
    _known([event.takes], ways, (*event.path, "takes"), faults)
    for key in ("missing", "refused"):
        lines = getattr(expected, key) or ()
        _known([fact for line in lines for fact in facts_in(line)], facts, then(event, key), faults)
    for key in ("open", "offered"):
        _known(getattr(expected, key) or (), ways, then(event, key), faults)
    _known(expected.due, facts, then(event, "due"), faults)


def _known(names: Iterable[str], known: Iterable[str], path: Path, faults: Faults) -> None:
    for name in sorted(names):
        if name and name not in set(known):
            faults.at(path, unknown(name, known))
