"""Whether a story speaks of what its pathway knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from laget.rules.conditions import facts_in
from laget.rules.pathway import Pathway
from laget.rules.pathway_check import dates_told, facts_known
from laget.rules.reading import Faults
from laget.rules.stories import Event, Story
from laget.rules.toml_lines import Path
from laget.rules.unfolding import unfold
from laget.rules.unknown_words import unknown
from laget.rules.vocabulary import DATE, Actor
from laget.rules.ways_check import target_problem


def check_stories(pathway: Pathway, stories: Iterable[Story], faults: Faults) -> None:
    """Adds to `faults` every name that nobody knows. Playing tells whether it goes as they expect."""
    ready = unfold(pathway)
    known = _Known(
        facts=facts_known(pathway),
        dates={fact.removeprefix(f"{DATE}.") for fact in dates_told(pathway)},
        ways={way.id for level in ready.levels for way in level.exits()},
        levels={level.id for level in ready.levels},
        steps={step.id for level in ready.levels for step in level.steps},
        proposals=[
            *(count.id for count in pathway.counts),
            *(proposal.id for level in ready.levels for proposal in level.proposed()),
        ],
        actors={step.by for level in ready.levels for step in level.steps} | set(map(str, Actor)),
    )
    for number, story in enumerate(stories):
        path: Path = ("story", number)
        _known([story.entry], [entry.id for entry in pathway.entries], (*path, "entry"), faults)
        for fact in story.facts:
            key, _, name = fact.partition(".")
            others = [each.removeprefix(f"{key}.") for each in known.facts if each.startswith(f"{key}.")]
            _known([name], others, (*path, key), faults)
        if not story.events:
            faults.at(path, "Nothing happens in this story: write a [[story.event]].")
        _in_time(story, faults)
        _before_the_case(story, faults)
        for event in story.events:
            _event(event, known, faults)
            if event.to and (problem := target_problem(pathway, event.to)):
                faults.at((*event.path, "to"), problem)


@dataclass(frozen=True)
class _Known:
    facts: frozenset[str]
    dates: set[str]
    ways: set[str]
    levels: set[str]
    steps: set[str]
    actors: set[str]
    proposals: list[str]


def _in_time(story: Story, faults: Faults) -> None:
    """The dates that a story states go forwards. A child may have been away before anybody wondered."""
    latest = story.wonder if story.opens else date.min
    for event in story.events:
        if event.on and event.on < latest:
            faults.at(
                (*event.path, "on"), f"{event.on} is before {latest}, which this story has come to already."
            )
        latest = max(latest, event.on or latest)


def _before_the_case(story: Story, faults: Faults) -> None:
    """Until somebody reports the worry a child is only away, and only what is proposed is asked."""
    opened = story.opens
    for event in story.events:
        if event.opened and opened:
            faults.at(
                (*event.path, "opened"), "The case is open already; a story before it has “opens = false”."
            )
        opened = opened or event.opened
        happens = event.happens or event.dates or event.undone or event.takes or event.seals or event.reopens
        asked = any(said for what, said in vars(event.then).items() if what != "proposed")
        if not opened and (happens or asked):
            faults.at(
                event.path, "There is no case yet: nothing but “absent” and “proposed” until one is “opened”."
            )


def then(event: Event, key: str) -> Path:
    return (*event.path, "then", key)


def _event(event: Event, known: _Known, faults: Faults) -> None:
    _known(event.happens, known.facts, (*event.path, "happens"), faults)
    for fact in event.dates:
        _known([fact], known.dates, (*event.path, "dates", fact), faults)
    _known(event.undone, known.facts, (*event.path, "undone"), faults)
    _known([event.takes], known.ways, (*event.path, "takes"), faults)
    if event.to and not event.takes:
        faults.at((*event.path, "to"), "“to” says where an exit leads: say with “takes” which exit it is.")
    expected = event.then
    _known([expected.level or ""], known.levels, then(event, "level"), faults)
    _known([expected.step or ""], known.steps, then(event, "step"), faults)
    _known([expected.by or ""], known.actors, then(event, "by"), faults)
    _known(expected.told or (), map(str, Actor), then(event, "told"), faults)
    for key in ("missing", "refused"):
        lines = getattr(expected, key) or ()
        _known([fact for line in lines for fact in facts_in(line)], known.facts, then(event, key), faults)
    for key in ("open", "offered"):
        _known(getattr(expected, key) or (), known.ways, then(event, key), faults)
    _known(expected.proposed or (), known.proposals, then(event, "proposed"), faults)
    for key in ("due", "opens"):
        lines = getattr(expected, key)
        _known([fact for line in lines for fact in facts_in(line)], known.facts, then(event, key), faults)
    if expected.refused is not None and not event.takes:
        faults.at(
            then(event, "refused"), "“refused” says what an exit lacked: say with “takes” which exit it is."
        )


def _known(names: Iterable[str], known: Iterable[str], path: Path, faults: Faults) -> None:
    all_known = set(known)
    for name in sorted(names):
        if name and name not in all_known:
            faults.at(path, unknown(name, all_known))
