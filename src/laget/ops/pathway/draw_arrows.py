"""Arrows beside the levels: onward on the right, back on the left, and each in a lane of its own.

Every arrow leaves and arrives at a height of its own, so that no two look like one. The longer lies
outside the shorter, at both ends, so that those that go the same way do not cross where that can be avoided.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from laget.ops.pathway.draw_rows import Place

PORT = 9  # between two arrows that meet the same row


@dataclass(frozen=True)
class Way:
    """From a row to a row, both by their number from the top. `to` is what `end` stands for."""

    start: int
    end: int
    to: Place
    dashed: bool

    @property
    def back(self) -> bool:
        return self.end <= self.start

    @property
    def length(self) -> int:
        return abs(self.end - self.start)


@dataclass(frozen=True)
class Arrow:
    """A way with the heights at which it starts and ends; lane 0 is the one beside the boxes."""

    way: Way
    start: float
    end: float
    lane: int = 0

    @property
    def top(self) -> float:
        return min(self.start, self.end)

    @property
    def bottom(self) -> float:
        return max(self.start, self.end)


def ports(ways: Iterable[Way]) -> dict[int, int]:
    """How many arrows meet each row on its busier side."""
    met: dict[tuple[int, bool], int] = defaultdict(int)
    for way in ways:
        met[way.start, way.back] += 1
        met[way.end, way.back] += 1
    most: dict[int, int] = defaultdict(int)
    for (row, _back), number in met.items():
        most[row] = max(most[row], number)
    return most


def arrows(ways: list[Way], middles: list[float]) -> list[Arrow]:
    """Each with its heights and its lane, the shortest innermost."""
    heights = _heights(ways, middles)
    found: list[Arrow] = []
    placed = [Arrow(way, heights[way, "start"], heights[way, "end"]) for way in ways]
    for arrow in sorted(placed, key=lambda each: each.bottom - each.top):
        found.append(_in_lane(arrow, found))
    return found


def _in_lane(arrow: Arrow, others: list[Arrow]) -> Arrow:
    beside = {
        each.lane
        for each in others
        if each.way.back == arrow.way.back
        and each.top < arrow.bottom + PORT
        and arrow.top < each.bottom + PORT
    }
    return replace(arrow, lane=max(beside, default=-1) + 1)


def _heights(ways: list[Way], middles: list[float]) -> dict[tuple[Way, str], float]:
    """At each row those that come from above, or go there, above those of below, the longest outermost."""
    meeting: dict[tuple[int, bool], list[tuple[Way, str]]] = defaultdict(list)
    for way in ways:
        meeting[way.start, way.back].append((way, "start"))
        meeting[way.end, way.back].append((way, "end"))
    heights = {}
    for (row, _back), ends in meeting.items():
        for number, end in enumerate(sorted(ends, key=_order)):
            heights[end] = middles[row] + PORT * (number - (len(ends) - 1) / 2)
    return heights


def _order(end: tuple[Way, str]) -> tuple[bool, int]:
    """Of those to or from below the longest is uppermost; of those to or from above it is lowest."""
    way, which = end
    below = (which == "start") != way.back
    return below, -way.length if below else way.length
