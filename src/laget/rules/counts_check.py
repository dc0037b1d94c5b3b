"""What counts and proposals name, and what of it the pathway has."""

from collections.abc import Iterator

from laget.rules.pathway import Level, Pathway
from laget.rules.proposals import Proposal
from laget.rules.toml_lines import Path
from laget.rules.unfolding import around


def names(pathway: Pathway) -> Iterator[tuple[Path, str, list[str]]]:
    """Where a name stands, the name, and those that are known there."""
    laws = [law.id for law in pathway.laws]
    for number, count in enumerate(pathway.counts):
        yield ("count", number, "category"), count.category, [each.id for each in pathway.categories]
        yield ("count", number, "law"), count.law, laws
    for level, path, proposal in written_proposals(pathway):
        outside = around(level, pathway)
        ways = [*level.exits(), *(way for outer in outside for way in outer.anywhere)]
        yield (*path, "exit"), proposal.exit, [way.id for way in ways]


def written_proposals(pathway: Pathway) -> Iterator[tuple[Level, Path, Proposal]]:
    """The proposals with the level that each stands on, and where in the file."""
    for position, level in enumerate(pathway.levels):
        for number, proposal in enumerate(level.proposals):
            yield level, ("level", position, "proposal", number), proposal
        for place, step in enumerate(level.steps):
            for number, proposal in enumerate(step.proposals):
                yield level, ("level", position, "step", place, "proposal", number), proposal
