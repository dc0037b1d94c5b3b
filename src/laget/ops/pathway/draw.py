"""A picture of a pathway: each level a box, each step a frame in it, each way on an arrow with its name.

Plain SVG in dark on white. The same is told as text by `show`, for those who do not see it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from laget.ops.pathway.draw_arrows import Arrow, Way, arrows, ports
from laget.ops.pathway.draw_level import BOLD, DASH, PAD, WIDTH, Placed, box, placed
from laget.ops.pathway.draw_rows import Place, Row, rows_of
from laget.ops.pathway.wording import Wording
from laget.rules.pathway import Pathway
from laget.rules.vocabulary import AFTERCARE, CLOSED, RETURN

MARGIN, GAP, LANE, TITLE, ROW = 24, 36, 14, 64, 26
# Where a way leads that leads to no box: to the end, to an end after which somebody asks, or back.
MARKS = {
    CLOSED: '<path d="M{x},{y} h14 m0,-5 h10 v10 h-10 z" fill="#111" stroke="#111"/>',
    AFTERCARE: '<path d="M{x},{y} h14 m0,-5 h10 v10 h-10 z" fill="none" stroke="#111" stroke-width="2"/>',
    RETURN: '<path d="M{x},{y} h24 v-9 h-20" fill="none" stroke="#111" marker-end="url(#tip)"/>',
}
MARK_WIDTH = 36
FRAME = (
    '<rect x="{{x}}" y="{{y}}" width="30" height="14" rx="4" fill="#fff" stroke="#666"{dash}'
    ' transform="translate(0 -7)"/>'
)
STYLE = "font-family:Helvetica,Arial,'Liberation Sans',sans-serif;font-size:14px"


@dataclass(frozen=True)
class Picture:
    """The rows of all levels, one below another, and the arrows between them; `left` is the boxes' edge."""

    levels: tuple[tuple[list[Placed], bool], ...]
    found: list[Arrow]
    left: float

    @property
    def rows(self) -> list[Placed]:
        return [each for rows, _apart in self.levels for each in rows]

    @property
    def bottom(self) -> float:
        return self.rows[-1].bottom + 14


def drawn(pathway: Pathway, language: str) -> str:
    said = Wording(pathway, language)
    picture = _laid_out(pathway, said)
    legend = list(_legend(picture, said))
    width = picture.left + WIDTH + MARGIN + LANE * (_lanes(picture.found, back=False) + 1)
    parts = [part for rows, apart in picture.levels for part in box(rows, picture.left, apart=apart)]
    parts += [_arrow(arrow, picture) for arrow in picture.found]
    parts += [mark for each in picture.rows for mark in _marks(each, picture.left)]
    head = _head(said, picture, width, picture.bottom + GAP + ROW * len(legend) + MARGIN)
    parts += [
        line.format(x=picture.left, y=picture.bottom + GAP + ROW * place) for place, line in enumerate(legend)
    ]
    return "\n".join([*head, *parts, "</svg>", ""])


def _laid_out(pathway: Pathway, said: Wording) -> Picture:
    levels = [(level.id, rows_of(level, said)) for level in pathway.levels]
    places = [(level, row) for level, rows in levels for row in rows]
    ways = _ways(places)
    met, first, top = ports(ways), 0, float(TITLE)
    boxes: list[tuple[list[Placed], bool]] = []
    for level, (_id, rows) in zip(pathway.levels, levels, strict=True):
        top += GAP if level.protects and boxes else 0
        meeting = [met.get(first + number, 0) for number in range(len(rows))]
        boxes.append((placed(rows, top, meeting), bool(level.protects)))
        first, top = first + len(rows), boxes[-1][0][-1].bottom + 14 + GAP
    found = arrows(ways, [each.middle for rows, _apart in boxes for each in rows])
    return Picture(tuple(boxes), found, MARGIN + LANE * (_lanes(found, back=True) + 1))


def _ways(places: list[tuple[str, Row]]) -> list[Way]:
    found: dict[Place, int] = {}
    for number, (level, row) in enumerate(places):
        if row.kind in ("heading", "step"):
            found[level, row.step] = number
    return [
        Way(number, found[to], to, row.dashed)
        for number, (_level, row) in enumerate(places)
        for to in row.targets
    ]


def _lanes(found: list[Arrow], *, back: bool) -> int:
    return max((arrow.lane + 1 for arrow in found if arrow.way.back == back), default=0)


def _head(said: Wording, picture: Picture, width: float, height: float) -> Iterator[str]:
    about = "; ".join(f"{level.label} {said.text(level.title)}" for level in said.pathway.levels)
    title = escape(said.text(said.pathway.title))
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" style="{STYLE}">'
    yield f"<title>{title}</title><desc>{escape(about)}</desc>"
    yield '<defs><marker id="tip" markerWidth="9" markerHeight="8" refX="8" refY="4" orient="auto">'
    yield '<path d="M0,0 L9,4 L0,8 z" fill="#111"/></marker></defs>'
    yield f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>'
    yield f'<text class="title" x="{picture.left}" y="{MARGIN + 16}" font-size="22"{BOLD}>{title}</text>'


def _marks(each: Placed, left: float) -> Iterator[str]:
    for place, to in enumerate(each.row.ends):
        yield MARKS[to].format(x=left + each.end + MARK_WIDTH * place, y=each.middle)


def _arrow(arrow: Arrow, picture: Picture) -> str:
    """From the words of the way on to the edge of the frame or the box that it leads to."""
    start, end = picture.rows[arrow.way.start], picture.rows[arrow.way.end]
    if arrow.way.back:
        lane = picture.left - LANE * (arrow.lane + 1)
        left, right = picture.left + start.inset - 6, picture.left + end.frame
    else:
        edge = picture.left + WIDTH
        lane = edge + LANE * (arrow.lane + 1)
        left = picture.left + start.end + MARK_WIDTH * len(start.row.ends)
        right = edge - (PAD if end.row.step else 0)
    path = f"M{left},{arrow.start} H{lane} V{arrow.end} H{right}"
    dash = DASH if arrow.way.dashed else ""
    return f'<path class="way" d="{path}" fill="none" stroke="#111"{dash} marker-end="url(#tip)"/>'


def _legend(picture: Picture, said: Wording) -> Iterator[str]:
    """What each sign that is drawn means, below the boxes; places are filled in afterwards."""
    _ = said._
    rows = [each.row for each in picture.rows]
    if any(row.kind == "step" and row.dashed for row in rows):
        yield _meaning(FRAME.format(dash=""), _("A step that is for all"))
        yield _meaning(FRAME.format(dash=DASH), _("A step that may be left out, or is only for some"))
    if any(row.kind == "way" and row.dashed and row.targets for row in rows):
        sign = f'<path d="M{{x}},{{y}} h30" stroke="#111"{DASH} marker-end="url(#tip)"/>'
        yield _meaning(sign, _("A way on that is only for some"))
    if any(row.track for row in rows):
        yield _meaning(
            '<path d="M{x},{y} m14,-9 v18" stroke="#222" stroke-width="3"/>', _("Steps that go beside others")
        )
    for to in MARKS:
        if any(to in row.ends for row in rows):
            where = said.place(to)
            yield _meaning(MARKS[to], where[:1].upper() + where[1:])


def _meaning(sign: str, words: str) -> str:
    words = escape(words).replace("{", "{{").replace("}", "}}")
    return f'<g class="legend">{sign}<text x="{{x}}" y="{{y}}" dx="42" dy="5">{words}</text></g>'
