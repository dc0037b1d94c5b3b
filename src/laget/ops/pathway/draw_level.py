"""A level in the picture: its box, the frames of its steps in it, and the words."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from laget.ops.pathway.draw_arrows import PORT
from laget.ops.pathway.draw_rows import Row

WIDTH, PAD, INDENT, DASH = 640, 14, 22, ' stroke-dasharray="5 4"'
LINE = {"heading": 22, "note": 17, "small": 17, "some": 16, "track": 18}
ABOVE = {"heading": 12, "track": 16, "step": 14, "anywhere": 20}  # the room before such a row
TONE = {"note": "#555", "small": "#555", "some": "#555", "track": "#555", "anywhere": "#555"}
SIZE = {"heading": 17, "note": 13, "small": 13, "some": 13, "track": 13, "anywhere": 13}
NARROW, BROAD = "iljtfrI .,:;!'’()-", "mwMWGOQ…—"
BOLD = ' font-weight="bold"'


@dataclass(frozen=True)
class Placed:
    """A row at its height; `ports` arrows meet it on its busier side."""

    row: Row
    top: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def inset(self) -> int:
        """How far from the edge of the level its words begin."""
        framed = PAD if self.row.step else 0
        tracked = INDENT if self.row.track else 0
        return PAD + framed + tracked + (INDENT if self.row.kind in ("way", "some") else 0)

    @property
    def frame(self) -> int:
        """How far from the edge of the level an arrow meets it."""
        return PAD + (INDENT if self.row.track else 0) if self.row.step else 0

    @property
    def end(self) -> float:
        """About where its words end."""
        return self.inset + max(map(_width, self.row.lines)) * SIZE.get(self.row.kind, 14) + 12


def _width(text: str) -> float:
    """About how wide words are, in parts of their height: no two computers have quite the same letters."""
    return sum(
        0.3 if sign in NARROW else 0.85 if sign in BROAD else 0.68 if sign.isupper() else 0.56
        for sign in text
    )


def placed(rows: tuple[Row, ...], top: float, ports: list[int]) -> list[Placed]:
    found: list[Placed] = []
    for row, meeting in zip(rows, ports, strict=True):
        left_a_frame = bool(found and found[-1].row.step) and row.step != found[-1].row.step
        top += ABOVE.get(row.kind, 0) + (6 if left_a_frame else 0)
        height = max(len(row.lines) * LINE.get(row.kind, 20) + 4, (meeting + 1) * PORT)
        found.append(Placed(row, top, height))
        top += height
    return found


def box(rows: list[Placed], left: float, *, apart: bool) -> Iterator[str]:
    """The whole level; one that stands apart has a broken line around it."""
    top, bottom = rows[0].top - 8, rows[-1].bottom + 14
    kind = ' class="apart" stroke-dasharray="2 5"' if apart else ""
    size = f'x="{left}" y="{top}" width="{WIDTH}" height="{bottom - top}"'
    yield f'<rect {size} rx="10" fill="#f5f4f0" stroke="#222" stroke-width="2"{kind}/>'
    for step, those in groupby(rows, key=lambda each: each.row.step):
        if step:
            yield _frame(list(those), left)
    yield from _tracks(rows, left)
    for each in rows:
        if each.row.kind == "anywhere":
            yield f'<path d="M{left},{each.top - 4} h{WIDTH}" stroke="#999"/>'
        yield words(each, left)


def _frame(rows: list[Placed], left: float) -> str:
    top, bottom, inset = rows[0].top - 4, rows[-1].bottom + 4, rows[0].frame
    dash = f' class="some"{DASH}' if rows[0].row.dashed else ""
    size = f'x="{left + inset}" y="{top}" width="{WIDTH - inset - PAD}" height="{bottom - top}"'
    return f'<rect {size} rx="6" fill="#fff" stroke="#666"{dash}/>'


def _tracks(rows: list[Placed], left: float) -> Iterator[str]:
    """A bar along the steps of each track."""
    for track, those in groupby(rows, key=lambda each: each.row.track):
        if track:
            steps = list(those)
            yield (
                f'<path class="track" d="M{left + PAD + 6},{steps[0].top - 4} V{steps[-1].bottom + 4}"'
                ' stroke="#222" stroke-width="3"/>'
            )


def words(each: Placed, left: float) -> str:
    row, size = each.row, SIZE.get(each.row.kind, 14)
    line = LINE.get(row.kind, 20)
    first = each.middle - line * (len(row.lines) - 1) / 2 + size * 0.35
    spans = "".join(
        f'<tspan x="{left + each.inset}" y="{first + line * number:.1f}">{escape(text)}</tspan>'
        for number, text in enumerate(row.lines)
    )
    weight = BOLD if row.kind in ("heading", "track") else ""
    return f'<text font-size="{size}" fill="{TONE.get(row.kind, "#111")}"{weight}>{spans}</text>'
