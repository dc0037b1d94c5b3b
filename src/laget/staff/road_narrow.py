"""The road on a phone: it winds down the page, with the words beside it."""

from dataclasses import replace

from laget.staff.road import Level, Road, Step, kicker
from laget.staff.road_drawing import Picture, Sign, Stone, Words, mirrored, ways_on, wrap

WIDTH, MIDDLE, BEND, BESIDE = 340, 36, 9, 76
ROW, PEBBLE = 50, 14


def lay(road: Road, *, rtl: bool = False) -> Picture:
    picture = Picture("road-narrow", WIDTH, rtl, way="v")
    y: float = 22
    for level in road.levels:
        picture.line.append((MIDDLE, y))
        y = _here(picture, level, y) if level.is_here else _elsewhere(picture, level, y)
    last = picture.stones[-1]
    picture.line = sorted(
        {*picture.line, *((stone.x, stone.y) for stone in picture.stones)}, key=lambda at: at[1]
    )
    picture.height = max(last.y + 24, y)
    return mirrored(picture) if rtl else picture


def _elsewhere(picture: Picture, level: Level, y: float) -> float:
    """A sign, the name, and a pebble for each step; of what is behind, one."""
    picture.signs.append(_sign(level, y))
    beside = _beside(picture.signs[-1])
    ended = wrap(level.ended, WIDTH - beside, size=15)
    picture.words.append(Words(beside, y + 5, ended, "kicker road-here"))
    y += 17 * len(ended)
    name = wrap(level.name, WIDTH - beside, size=15)
    picture.words.append(Words(beside, y + 5, name, f"name road-{level.stands}"))
    states = [step.state for step in level.steps]
    if level.stands == "done" and not level.ended:
        states = []
    for number, state in enumerate(states):
        side = BEND / 2 * (1 if number % 2 else -1)
        picture.stones.append(Stone(MIDDLE + side, y + 26 + PEBBLE * number, state, pebble=True))
    if not states:
        picture.stones.append(Stone(MIDDLE, y + 26, level.stands, pebble=True))
    return y + 32 + max(PEBBLE * max(len(states), 1), 17 * len(name)) + 8


def _here(picture: Picture, level: Level, y: float) -> float:
    picture.signs.append(_sign(level, y))
    beside = _beside(picture.signs[-1])
    picture.words.append(Words(beside, y + 6, wrap(level.name, WIDTH - beside, size=17), "level", 20))
    y += 48 + 20 * (len(picture.words[-1].lines) - 1)
    steps = level.seen or ((Step("", level.stands), level.stands),)
    for number, (step, seen) in enumerate(steps):
        picture.stones.append(Stone(MIDDLE + (BEND if number % 2 else -BEND), y, seen))
        lines = wrap(step.name, WIDTH - BESIDE, size=17 if seen in ("here", "next") else 15)
        above = kicker(step, seen)
        top = y + 5 - 8 * (len(lines) - 1) + (9 if above else 0)
        if above:
            picture.words.append(Words(BESIDE, top - 17, (above,), f"kicker road-{seen}"))
        picture.words.append(Words(BESIDE, top, lines, f"name road-{seen}"))
        ways = _ways(picture, step.exits, top + 17 * len(lines))
        y = max(y + ROW + 6 * (len(lines) - 1), ways + 22)
    return _ways(picture, level.exits, y - 8) + 14


def _ways(picture: Picture, exits: tuple[str, ...], y: float) -> float:
    """Where the next words may stand."""
    lines = ways_on(exits, WIDTH - BESIDE)
    picture.words.append(Words(BESIDE, y, lines, "ways"))
    return y + 17 * len(lines)


def _sign(level: Level, y: float) -> Sign:
    """Over the road, unless its label is so long that it would not fit there."""
    sign = Sign(MIDDLE, y, level.label, level.stands)
    return replace(sign, x=max(MIDDLE, sign.width / 2 + 4))


def _beside(sign: Sign) -> float:
    return max(BESIDE - 14, sign.x + sign.width / 2 + 12)
