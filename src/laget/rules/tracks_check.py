"""Steps of several tracks: that it is clear what goes beside what, and what waits for all of it."""

from collections.abc import Iterator

from laget.rules.pathway import Level, Pathway
from laget.rules.reading import Faults
from laget.rules.toml_lines import Path

Fault = tuple[Path, str]


def check(pathway: Pathway, faults: Faults) -> None:
    for number, level in enumerate(pathway.levels):
        if any(step.track for step in level.steps):
            for path, message in _faults_of(level):
                faults.at(("level", number, *path), message)


def _faults_of(level: Level) -> Iterator[Fault]:
    if level.any_order:
        yield ("any_order",), "Steps of a track have an order: take “any_order” or “track” away."
    yield from _alone(level)
    yield from _interrupted(level)
    yield from _beside(level)


def _alone(level: Level) -> Iterator[Fault]:
    places = {step.track: number for number, step in reversed([*enumerate(level.steps)]) if step.track}
    if len(places) == 1:
        ((track, number),) = places.items()
        said = f"Nothing goes beside the track “{track}”: this level has no other track, so it needs none."
        yield ("step", number, "track"), said


def _interrupted(level: Level) -> Iterator[Fault]:
    """What stands between them would wait for some of the steps, and hold up the others."""
    tracked = [number for number, step in enumerate(level.steps) if step.track]
    for number in range(tracked[0], tracked[-1]):
        step = level.steps[number]
        if not step.track:
            said = "give it a “track”, or write it before the first of them or after the last"
            yield ("step", number), f"“{step.id}” interrupts the tracks: {said}."


def _beside(level: Level) -> Iterator[Fault]:
    begun: set[str] = set()
    for number, step in enumerate(level.steps):
        if step.beside and step.track and step.track not in begun:
            said = f"“{step.id}” is the first of the track “{step.track}”: it is beside the others already."
            yield ("step", number, "beside"), said
        if step.beside and not step.track and number and level.steps[number - 1].track:
            said = f"“{step.id}” comes after the tracks and waits for all of them: it is beside none."
            yield ("step", number, "beside"), said
        begun.add(step.track)
