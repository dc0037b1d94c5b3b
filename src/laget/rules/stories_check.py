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
    proposals = [count.id for count in pathway.counts]
    proposals += [proposal.id for level in ready.levels for proposal in level.proposed()]
    entries = [entry.id for entry in pathway.entries]
    for number, story in enumerate(stories):
        _known([story.entry], entries, ("story", number, "entry"), faults)
        _known(story.facts, facts, ("story", number), faults)
        _before_the_case(story, faults)
        for event in story.events:
            _event(event, facts, ways, proposals, faults)
            _known(
                [event.then.level or ""], {level.id for level in ready.levels}, then(event, "level"), faults
            )


def _before_the_case(story: Story, faults: Faults) -> None:
    """Until somebody reports the worry a child is only away, and only what is proposed is asked."""
    opened = story.opens
    for event in story.events:
        if event.opened and opened:
            faults.at(
                (*event.path, "opened"), "The case is open already; a story before it has “opens = false”."
            )
        opened = opened or event.opened
        happens = event.happens or event.undone or event.takes or event.seals or event.reopens
        asked = any(said for what, said in vars(event.then).items() if what != "proposed")
        if not opened and (happens or asked):
            faults.at(
                event.path, "There is no case yet: nothing but “absent” and “proposed” until one is “opened”."
            )


def then(event: Event, key: str) -> Path:
    return (*event.path, "then", key)


def _event(event: Event, facts: frozenset[str], ways: set[str], proposals: list[str], faults: Faults) -> None:
    expected = event.then
    _known(event.happens, facts, (*event.path, "happens"), faults)
    _known(event.undone, facts, (*event.path, "undone"), faults)
    _known([event.takes], ways, (*event.path, "takes"), faults)
    for key in ("missing", "refused"):
        lines = getattr(expected, key) or ()
        _known([fact for line in lines for fact in facts_in(line)], facts, then(event, key), faults)
    for key in ("open", "offered"):
        _known(getattr(expected, key) or (), ways, then(event, key), faults)
    if expected.proposed:
        _known(expected.proposed, proposals, then(event, "proposed"), faults)
    _known(expected.due, facts, then(event, "due"), faults)


def _known(names: Iterable[str], known: Iterable[str], path: Path, faults: Faults) -> None:
    for name in sorted(names):
        if name and name not in set(known):
            faults.at(path, unknown(name, known))
