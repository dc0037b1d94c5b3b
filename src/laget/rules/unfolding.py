"""From a pathway as it is written to one that is ready to follow.

A file says things once and lets the rest be understood: the order of the levels, what holds on all steps of
a level, a level that is one thing to do. Here it is all spelt out, so that pages, progress and database
need to know nothing of it.
"""

from dataclasses import replace

from laget.rules.duties import Deadline, Duty
from laget.rules.pathway import Exit, Level, Pathway, Step
from laget.rules.places import the_level_as_a_step
from laget.rules.targets import parse
from laget.rules.variants import deadlines_of
from laget.rules.vocabulary import ANY_LEVEL, CHECKED, TOOK


def unfold(pathway: Pathway) -> Pathway:
    """The same pathway with its levels in order and all that is meant written out.

    What leads nowhere stays as it is written: the check tells of it.
    """
    written = in_order(pathway)
    roofs = tuple(level for level in written if is_roof(level, pathway))
    stood_on = [level for level in written if level not in roofs]
    levels = [_ready(_with_exits_from_around(level, pathway), pathway) for level in stood_on]
    entries = tuple(replace(entry, target=_place(entry.target, pathway)) for entry in pathway.entries)
    return replace(pathway, levels=tuple(levels), roofs=roofs, entries=entries)


def in_order(pathway: Pathway) -> list[Level]:
    """The levels as `order` says; those that it does not name follow, in the order of the file.

    The protections' own ways are last, wherever they are written: the family follows a case past the first
    level, and the database counts.
    """
    place = {level: number for number, level in enumerate(pathway.order)}
    return sorted(pathway.levels, key=lambda level: (bool(level.protects), place.get(level.id, len(place))))


def is_roof(level: Level, pathway: Pathway) -> bool:
    """Whether a level only holds others together. Nobody ever stands on it."""
    return not level.steps and any(other.inside == level.id for other in pathway.levels)


def begins_at(level: Level, pathway: Pathway) -> Level:
    """Where one stands who comes to `level`: under a roof, on the first level of those it holds together.

    Of levels that are inside each other, as no file may have them, any.
    """
    passed: list[Level] = []
    while is_roof(level, pathway) and level not in passed:
        passed.append(level)
        level = next(other for other in in_order(pathway) if other.inside == level.id)
    return level


def around(level: Level, pathway: Pathway) -> list[Level]:
    """The levels that this one is inside of, the nearest first."""
    found: list[Level] = []
    by_id = {other.id: other for other in pathway.levels}
    while level.inside in by_id and by_id[level.inside] not in found:
        level = by_id[level.inside]
        found.append(level)
    return found


def _with_exits_from_around(level: Level, pathway: Pathway) -> Level:
    outside = around(level, pathway)
    theirs = [way for outer in outside for way in outer.anywhere]
    own = {way.id for way in level.exits()}
    return replace(
        level,
        anywhere=(*level.anywhere, *(way for way in theirs if way.id not in own)),
        proposals=(*level.proposals, *(proposal for outer in outside for proposal in outer.proposals)),
    )


def _ready(level: Level, pathway: Pathway) -> Level:
    steps = level.steps or (the_level_as_a_step(level),)
    ranks = _ranks(steps, any_order=level.any_order)
    return replace(
        level,
        steps=tuple(_step(step, rank, level, pathway) for step, rank in zip(steps, ranks, strict=True)),
        anywhere=tuple(_exit(way, level, pathway) for way in level.anywhere),
    )


def _ranks(steps: tuple[Step, ...], *, any_order: bool) -> list[int]:
    """Each track counts from where the tracks begin, and what follows them from the end of the longest."""
    ranks: list[int] = []
    tracks: dict[str, int] = {}
    before = -1
    for step in steps:
        if not step.track:
            before, tracks = max(ranks, default=-1), {}
        last = tracks.get(step.track, before)
        goes_along = (any_order or step.beside) and last >= 0
        ranks.append(last if goes_along else last + 1)
        if step.track:
            tracks[step.track] = ranks[-1]
        else:
            before = ranks[-1]
    return ranks


def _step(step: Step, rank: int, level: Level, pathway: Pathway) -> Step:
    exits = tuple(_exit(way, level, pathway) for way in step.exits)
    return replace(step, rank=rank, exits=exits, deadlines=deadlines_of(step))


def _exit(way: Exit, level: Level, pathway: Pathway) -> Exit:
    checked = (f"{CHECKED}.{way.id}",) if way.checked_by else ()
    return replace(
        way,
        targets=tuple(target for written in way.targets for target in _targets(written, level, pathway)),
        requires=(*way.requires, *checked),
        duties=tuple(_duty(duty, f"{TOOK}.{level.id}.{way.id}") for duty in way.duties),
    )


def _duty(duty: Duty, taken: str) -> Duty:
    deadline: Deadline = replace(duty.deadline, after=taken)
    return replace(duty, deadline=deadline)


def _targets(written: str, here: Level, pathway: Pathway) -> list[str]:
    if written == ANY_LEVEL:
        stood_on = {begins_at(level, pathway).id: None for level in in_order(pathway) if not level.protects}
        return [f"level {level}" for level in stood_on if level != here.id]
    return [_place(written, pathway)]


def _place(written: str, pathway: Pathway) -> str:
    """A place as it is written, or where one stands who comes to a roof."""
    target = parse(written)
    if target is None or target.step:
        return written
    level = next((level for level in pathway.levels if level.id == target.level), None)
    return f"level {begins_at(level, pathway).id}" if level else written
