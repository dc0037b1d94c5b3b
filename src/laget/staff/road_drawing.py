"""What a road is drawn with: stones, signs, words and the line through them, as SVG.

Classes only; road.css has the colours. Numbers are rounded: a picture goes out with every child's page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from django.utils.html import escape

LETTER = 0.56  # the width of a letter, on average, in parts of its height
TREE = "m-7 0 7-11 7 11zm1.5-8 5.5-9 5.5 9z"


@dataclass(frozen=True)
class Stone:
    """A place on the road. Off the level where we are, a step is only a pebble."""

    x: float
    y: float
    state: str  # done | here | next | ahead | skipped
    pebble: bool = False

    def svg(self) -> str:
        at = f'cx="{self.x:.0f}" cy="{self.y:.0f}"'
        if self.state == "here":
            return f'<circle class="road-halo" {at} r="20"/><circle class="road-child" {at} r="11.5"/>'
        if self.pebble:
            return f'<circle class="road-stone road-pebble road-{self.state}" {at} r="5"/>'
        stone = f'<ellipse class="road-stone road-{self.state}" {at} rx="13" ry="11"/>'
        if self.state == "done":
            return stone + f'<path class="road-tick" d="M{self.x - 5:.0f} {self.y:.0f}l3.5 3.5 6-7"/>'
        if self.state == "next":
            return f'<ellipse class="road-glow" {at} rx="20" ry="17"/>{stone}'
        return stone


@dataclass(frozen=True)
class Words:
    """Lines below one another; `role` says what they are."""

    x: float
    y: float
    lines: tuple[str, ...]
    role: str
    leading: float = 17

    def svg(self) -> str:
        spans = (
            f'<tspan x="{self.x:.0f}" y="{self.y + self.leading * number:.0f}">{escape(line)} </tspan>'
            for number, line in enumerate(self.lines)
        )
        return f'<text class="road-{self.role}">{"".join(spans)}</text>' if self.lines else ""


@dataclass(frozen=True)
class Sign:
    """A level's label on a round sign; a word makes it longer."""

    x: float
    y: float
    label: str
    state: str
    start: bool = False  # x is where it starts, not its middle
    room: float = 110

    @property
    def width(self) -> float:
        return max(28, len(self.said) * 9 + 16)

    @property
    def said(self) -> str:
        most = max(int((self.room - 16) / 9), 1)
        return self.label if len(self.label) <= most else f"{self.label[: most - 1]}…"

    def svg(self, *, rtl: bool) -> str:
        towards = -1 if rtl else 1
        middle = self.x + towards * self.width / 2 if self.start else self.x
        return (
            f'<rect class="road-sign road-{self.state}" x="{middle - self.width / 2:.0f}" '
            f'y="{self.y - 14:.0f}" width="{self.width:.0f}" height="28" rx="14"/>'
            f'<text class="road-label road-{self.state}" x="{middle:.0f}" y="{self.y + 5:.0f}">'
            f"{escape(self.said)}</text>"
        )


@dataclass
class Picture:
    name: str
    width: int
    rtl: bool = False
    height: float = 0
    stones: list[Stone] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    land: str = ""
    line: list[tuple[float, float]] = field(default_factory=list)
    way: str = "h"  # h: the road goes along the page; v: down it

    def svg(self, title: str, said: str) -> str:
        inside = self.land + self._road() + "".join(stone.svg() for stone in self.stones)
        inside += "".join(sign.svg(rtl=self.rtl) for sign in self.signs)
        inside += "".join(words.svg() for words in self.words)
        ids = f"{self.name}-title {self.name}-said"
        return (
            f'<svg class="road {self.name}" viewBox="0 0 {self.width} {self.height:.0f}" role="img" '
            f'aria-labelledby="{ids}" focusable="false"><title id="{self.name}-title">{escape(title)}</title>'
            f'<desc id="{self.name}-said">{escape(said)}</desc>{inside}</svg>'
        )

    def _road(self) -> str:
        """The whole way as gravel; on it a line, solid as far as we have come and dotted from there."""
        line = self.line or [(stone.x, stone.y) for stone in self.stones]
        come = max((n for n, at in enumerate(line) if at in self._behind()), default=0)
        drawn = f'<path class="road-gravel" d="{curve(line, self.way)}"/>'
        for name, part in (("road-ahead-line", line[come:]), ("road-behind-line", line[: come + 1])):
            if len(part) > 1:
                drawn += f'<path class="{name}" d="{curve(part, self.way)}"/>'
        return drawn

    def _behind(self) -> set[tuple[float, float]]:
        places: list[Stone | Sign] = [*self.stones, *self.signs]
        here = [stone for stone in self.stones if stone.state == "here"]
        done = [place for place in places if place.state == "done"]
        return {(place.x, place.y) for place in here or done}


def mirrored(picture: Picture) -> Picture:
    """For scripts that are read from the right. Words stay words; only their places change sides."""

    width = picture.width
    picture.line = [(width - x, y) for x, y in picture.line]
    picture.stones = [replace(stone, x=width - stone.x) for stone in picture.stones]
    picture.signs = [replace(sign, x=width - sign.x) for sign in picture.signs]
    picture.words = [replace(words, x=width - words.x) for words in picture.words]
    picture.land = f'<g transform="matrix(-1 0 0 1 {width} 0)">{picture.land}</g>'
    return picture


def curve(line: Iterable[tuple[float, float]], way: str) -> str:
    """A line that leaves and reaches every point level, so that it winds gently."""
    points = list(line)
    parts = [f"M{points[0][0]:.0f} {points[0][1]:.0f}"]
    for (ax, ay), (bx, by) in pairwise(points):
        middle_x, middle_y = (ax + bx) / 2, (ay + by) / 2
        bends = ((middle_x, ay), (middle_x, by)) if way == "h" else ((ax, middle_y), (bx, middle_y))
        parts.append("C" + " ".join(f"{x:.0f} {y:.0f}" for x, y in (*bends, (bx, by))))
    return "".join(parts)


def wrap(text: str, width: float, *, size: float = 14, lines: int = 8) -> tuple[str, ...]:
    """The text on as many lines as it may have. A word too long for a line is divided, with a hyphen."""
    most = max(int(width / (size * LETTER)), 4)
    made = [""]
    for word in _fitting(text.split(), most):
        if made[-1] and len(made[-1]) + 1 + len(word) > most:
            made.append("")
        made[-1] = f"{made[-1]} {word}".strip()
    if len(made) > lines:
        made = made[:lines]
        made[-1] = made[-1][: most - 1].rstrip(" -") + "…"
    return tuple(line for line in made if line)


def ways_on(exits: Iterable[str], width: float) -> tuple[str, ...]:
    """Each on lines of its own, so that no arrow hangs alone."""
    return tuple(line for way in exits for line in wrap(f"↗ {way}", width, size=13, lines=4))


def _fitting(words: Iterable[str], most: int) -> Iterable[str]:
    for whole in words:
        word = whole
        while len(word) > most + 1:
            yield word[: most - 1] + "-"
            word = word[most - 1 :]
        yield word
