"""Where an exit leads, as the file writes it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from laget.rules.vocabulary import AFTERCARE, CLOSED, RETURN, STAY

WRITTEN = re.compile(r"^(?:level (?P<level>[a-z0-9_-]+)|step (?P<of>[a-z0-9_-]+)\.(?P<step>[a-z0-9_-]+))$")


@dataclass(frozen=True)
class Target:
    """Exactly one of: an end (`closes`), staying where one is, going back to where one came from, or a level
    with perhaps a step in it."""

    level: str = ""
    step: str = ""
    closes: bool = False
    aftercare: bool = False
    stays: bool = False
    returns: bool = False


ENDS = {
    CLOSED: Target(closes=True),
    AFTERCARE: Target(closes=True, aftercare=True),
    STAY: Target(stays=True),
    RETURN: Target(returns=True),
}


def parse(written: str) -> Target | None:
    """The target that `written` means; None when it means nothing."""
    if written in ENDS:
        return ENDS[written]
    match = WRITTEN.match(written)
    if not match:
        return None
    return Target(level=match["level"] or match["of"], step=match["step"] or "")


def ends(written: str) -> bool:
    """Whether the case is over with it."""
    target = parse(written)
    return target is not None and target.closes


def leaves(written: str, level: str) -> bool:
    """Whether it leads away from the level: to another, or to an end."""
    target = parse(written)
    return target is not None and (target.closes or target.level not in ("", level))


def never_ending(leads: Mapping[str, Iterable[str]]) -> set[str]:
    """The levels from which no way comes to an end, over whichever others; `leads` says where each leads."""
    targets = {level: [parse(to) for to in written] for level, written in leads.items()}
    ended: set[str] = set()
    while fresh := {
        level
        for level in targets.keys() - ended
        if any(to and (to.closes or to.returns or to.level in ended) for to in targets[level])
    }:
        ended |= fresh
    return targets.keys() - ended
