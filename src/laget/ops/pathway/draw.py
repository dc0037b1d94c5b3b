"""A picture of a pathway: each level a box with its steps, each way on an arrow with its name.

Plain SVG in black on white. The same is told as text by `show`, for those who do not see it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from laget.ops.pathway.tracks import together
from laget.ops.pathway.wording import Wording
from laget.rules.pathway import Level, Pathway
from laget.rules.targets import parse
from laget.rules.vocabulary import AFTERCARE, CLOSED, RETURN

LEFT, WIDTH, ROW, GAP, LANE = 20, 620, 24, 40, 16
# Where a way leads that leads to no box: to the end, to an end after which somebody asks, or back.
MARKS = {
    CLOSED: '<path d="M{edge},{y} h14 m0,-5 h10 v10 h-10 z" stroke="#000"/>',
    AFTERCARE: '<path d="M{edge},{y} h14 m0,-5 h10 v10 h-10 z" fill="none" stroke="#000" stroke-width="2"/>',
    RETURN: '<path d="M{edge},{y} h24 v-9 h-20" fill="none" stroke="#000" marker-end="url(#tip)"/>',
}
STYLE = "font-family:sans-serif;font-size:14px"


@dataclass(frozen=True)
class Box:
    """A level on the page: what stands on each row, which row is which step, and where which row leads.

    `ends` are the ways that lead to no level of their own, each as the file writes it, and `tracks` the first
    and the last row of each of several tracks that go side by side.
    """

    level: str
    top: int
    rows: tuple[str, ...]
    steps: dict[str, int]
    ways: tuple[tuple[int, tuple[str, str]], ...]
    ends: tuple[tuple[int, str], ...]
    dashed: bool
    tracks: tuple[tuple[int, int], ...] = ()

    @property
    def height(self) -> int:
        return ROW * len(self.rows) + ROW

    def middle(self, row: int) -> int:
        return self.top + ROW * (row + 1)


def drawn(pathway: Pathway, language: str) -> str:
    said = Wording(pathway, language)
    boxes = list(_boxes(pathway, said))
    end = boxes[-1].top + boxes[-1].height + GAP
    places = {(box.level, step): box.middle(row) for box in boxes for step, row in box.steps.items()}
    arrows = [(box.middle(row), places[to]) for box in boxes for row, to in box.ways]
    width = LEFT + WIDTH + LANE * (len(arrows) + 4)
    parts = [part for box in boxes for part in _box(box)]
    parts += [_arrow(*arrow, LEFT + WIDTH + LANE * (lane + 3)) for lane, arrow in enumerate(arrows)]
    parts += [MARKS[to].format(edge=LEFT + WIDTH, y=box.middle(row)) for box in boxes for row, to in box.ends]
    meant = [to for to in MARKS if any(to == each for box in boxes for _row, each in box.ends)]
    parts += [line for place, to in enumerate(meant) for line in _meaning(to, end + ROW * place, said)]
    return "\n".join([*_head(said, width, end + ROW * len(meant)), *parts, "</svg>", ""])


def _meaning(to: str, y: int, said: Wording) -> Iterator[str]:
    """What a mark says, below the boxes."""
    yield MARKS[to].format(edge=LEFT, y=y)
    yield f'<text x="{LEFT + 40}" y="{y + 5}">{escape(said.target(to))}</text>'


def _head(said: Wording, width: int, height: int) -> Iterator[str]:
    about = "; ".join(f"{level.label} {said.text(level.title)}" for level in said.pathway.levels)
    size = f'viewBox="0 0 {width} {height}" width="{width}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" style="{STYLE}">'
    yield f"<title>{escape(said.text(said.pathway.title))}</title><desc>{escape(about)}</desc>"
    yield '<defs><marker id="tip" markerWidth="9" markerHeight="9" refX="8" refY="4" orient="auto">'
    yield '<path d="M0,0 L9,4 L0,8 z"/></marker></defs>'
    yield f'<rect width="{width}" height="{height}" fill="#fff"/>'


def _boxes(pathway: Pathway, said: Wording) -> Iterator[Box]:
    top = LEFT
    for level in pathway.levels:
        top += GAP if level.protects else 0
        box = _level(level, said, top)
        yield box
        top += box.height + GAP


def _level(level: Level, said: Wording, top: int) -> Box:
    rows, steps = [f"{level.label} {said.text(level.title)}"], {"": 0}
    ways: list[tuple[int, tuple[str, str]]] = []
    ends: list[tuple[int, str]] = []
    tracks: dict[str, tuple[int, int]] = {}
    for number, step in enumerate(together(level), start=1):
        steps[step.id] = len(rows)
        rows.append(f"{number}. {said.text(step.title)}")
        for way in (*step.exits, *(level.anywhere if number == len(level.steps) else ())):
            row = len(rows)
            rows.append(f"    → {said.text(way.title)}")
            targets = {target for written in way.targets if (target := parse(written))}
            ways += sorted((row, (to.level or level.id, to.step)) for to in targets if to.level or to.stays)
            ends += [(row, to) for to in MARKS if to in way.targets]
        if step.track:
            tracks[step.track] = (tracks.get(step.track, (steps[step.id], 0))[0], len(rows) - 1)
    beside = tuple(tracks.values())
    return Box(level.id, top, tuple(rows), steps, tuple(ways), tuple(ends), bool(level.protects), beside)


def _box(box: Box) -> Iterator[str]:
    dash = ' stroke-dasharray="6 4"' if box.dashed else ""
    place = f'x="{LEFT}" y="{box.top}" width="{WIDTH}" height="{box.height}"'
    yield f'<rect {place} rx="6" fill="none" stroke="#000" stroke-width="2"{dash}/>'
    for first, last in box.tracks:
        yield (
            f'<path class="track" d="M{LEFT + 20},{box.middle(first) - 8} V{box.middle(last) + 8}"'
            ' stroke="#000" stroke-width="3"/>'
        )
    for row, words in enumerate(box.rows):
        indent = 24 if row else 0
        indent += 24 if words.startswith("    ") else 0
        weight = "" if row else ' font-weight="bold"'
        place = f'x="{LEFT + 12 + indent}" y="{box.middle(row) + 5}"'
        yield f"<text {place}{weight}>{escape(words.strip())}</text>"


def _arrow(start: int, end: int, lane: int) -> str:
    edge = LEFT + WIDTH
    path = f"M{edge},{start} H{lane} V{end} H{edge + 2}"
    return f'<path d="{path}" fill="none" stroke="#000" marker-end="url(#tip)"/>'
