"""The child's road through the pathway, drawn: what is behind, where we are, what comes next.

Two pictures say the same, one for a wide page and one for a phone; the stylesheet shows the one that
fits. The page has the same as a list beside them, for those who do not see pictures.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDE, RISE, TOP, BELOW = 1000, 16, 46, 76
NARROW, ROW, LEVEL_ROW, MARGIN = 340, 44, 54, 34
STONE, HERE, PEBBLE = 11, 15, 5


@dataclass(frozen=True)
class Step:
    name: str
    state: str  # done | here | ahead | skipped


@dataclass(frozen=True)
class Level:
    """`exits` are the ways that lead out of it. `state` is for a level without steps."""

    label: str
    name: str
    steps: tuple[Step, ...] = ()
    exits: tuple[str, ...] = ()
    state: str = "ahead"

    @property
    def is_here(self) -> bool:
        return self.stands == "here"

    @property
    def stands(self) -> str:
        """Here when one of its steps is; behind when all of them are."""
        states = {step.state for step in self.steps} or {self.state}
        if "here" in states:
            return "here"
        return "done" if states <= {"done", "skipped"} else "ahead"


@dataclass(frozen=True)
class Road:
    title: str
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Stone:
    """A place on the road: a step of the level where we are, or a whole level further off."""

    x: float
    y: float
    state: str
    text: str
    label: str = ""


def draw(road: Road) -> SafeString:
    """Both pictures. Without scripts or inline styles; every text is escaped."""
    return mark_safe(_wide(road) + _narrow(road))  # noqa: S308 - every text in it goes through escape()


def _wide(road: Road) -> str:
    stones = list(_stones_side_by_side(road))
    height = TOP + RISE * max(len(road.levels) - 1, 1) + BELOW
    texts = "".join(_text_below(stone, stones) for stone in stones)
    return _svg("road road-wide", WIDE, height, road.title, _path(stones, "h") + _marks(stones) + texts)


def _stones_side_by_side(road: Road) -> Iterator[Stone]:
    """The level where we are gets a stone for each step, the others one each; each level lies higher."""
    places = sum(len(level.steps) if level.is_here else 1 for level in road.levels)
    apart, place = WIDE / places, 0
    for number, level in enumerate(road.levels):
        ground = TOP + RISE * (len(road.levels) - 1 - number)
        parts = level.steps if level.is_here else (None,)
        for order, step in enumerate(parts):
            wave = 7 if place % 2 else -7
            label = level.label if order == 0 else ""
            state, text = (step.state, step.name) if step else (level.stands, level.name)
            yield Stone((place + 0.5) * apart, ground + wave, state, text, label)
            place += 1


def _narrow(road: Road) -> str:
    stones = list(_stones_down(road))
    height = stones[-1].y + MARGIN
    texts = "".join(_text_beside(stone) for stone in stones)
    return _svg("road road-narrow", NARROW, height, road.title, _path(stones, "v") + _marks(stones) + texts)


def _stones_down(road: Road) -> Iterator[Stone]:
    y: float = MARGIN
    for level in road.levels:
        parts = level.steps if level.is_here else (None,)
        for order, step in enumerate(parts):
            label = level.label if order == 0 else ""
            state, text = (step.state, step.name) if step else (level.stands, level.name)
            yield Stone(MARGIN + (9 if order % 2 else 0), y, state, text, label)
            y += ROW if level.is_here else LEVEL_ROW


def _path(stones: list[Stone], way: str) -> str:
    """A winding line: solid as far as we have come, dotted from there."""
    come = max((number for number, stone in enumerate(stones) if stone.state == "here"), default=None)
    if come is None:
        come = max((number for number, stone in enumerate(stones) if stone.state == "done"), default=0)
    behind, ahead = stones[: come + 1], stones[come:]
    return _curve(behind, "road-behind", way) + _curve(ahead, "road-ahead", way)


def _curve(stones: list[Stone], name: str, way: str) -> str:
    if len(stones) < 2:
        return ""
    line = [f"M{stones[0].x:.0f} {stones[0].y:.0f}"]
    for before, stone in zip(stones, stones[1:], strict=False):
        middle_x, middle_y = (before.x + stone.x) / 2, (before.y + stone.y) / 2
        first = (middle_x, before.y) if way == "h" else (before.x, middle_y)
        second = (middle_x, stone.y) if way == "h" else (stone.x, middle_y)
        points = " ".join(f"{x:.0f} {y:.0f}" for x, y in (first, second, (stone.x, stone.y)))
        line.append(f"C{points}")
    return f'<path class="{name}" d="{"".join(line)}"/>'


def _marks(stones: list[Stone]) -> str:
    return "".join(_mark(stone) for stone in stones)


def _mark(stone: Stone) -> str:
    """Shape and filling both tell the state apart: a tick behind us, a warm dot here, a ring ahead."""
    at = f'cx="{stone.x:.0f}" cy="{stone.y:.0f}"'
    if stone.state == "here":
        return f'<circle class="road-glow" {at} r="{HERE + 6}"/><circle class="road-here" {at} r="{HERE - 4}"/>'
    circle = f'<circle class="road-stone road-{escape(stone.state)}" {at} r="{STONE}"/>'
    if stone.state == "done":
        tick = f"M{stone.x - 4.5:.1f} {stone.y + 0.5:.1f}l3.2 3.2 5.8-6.4"
        return circle + f'<path class="road-tick" d="{tick}"/>'
    return circle


def _text_below(stone: Stone, stones: list[Stone]) -> str:
    letters = max(9, int(WIDE / len(stones) / 8.2))
    lines = textwrap.wrap(stone.text, letters, max_lines=3, placeholder=" …")
    name = "road-name road-name-here" if stone.state == "here" else "road-name"
    label = _line(stone.x, stone.y - 24, stone.label, "road-label") if stone.label else ""
    below = (_line(stone.x, stone.y + 36 + 17 * number, line, name) for number, line in enumerate(lines))
    return label + "".join(below)


def _text_beside(stone: Stone) -> str:
    lines = textwrap.wrap(stone.text, 34, max_lines=2, placeholder=" …")
    name = "road-name road-name-here" if stone.state == "here" else "road-name"
    start = stone.y + 5 - 8 * (len(lines) - 1)
    beside = (_line(MARGIN + 38, start + 17 * number, line, name) for number, line in enumerate(lines))
    label = _line(8, stone.y + 5, stone.label, "road-label") if stone.label else ""
    return label + "".join(beside)


def _line(x: float, y: float, text: str, name: str) -> str:
    return f'<text class="{name}" x="{x:.0f}" y="{y:.0f}">{escape(text)}</text>'


def _svg(name: str, width: float, height: float, title: str, inside: str) -> str:
    return (
        f'<svg class="{name}" viewBox="0 0 {width:.0f} {height:.0f}" role="img">'
        f"<title>{escape(title)}</title>{inside}</svg>"
    )
