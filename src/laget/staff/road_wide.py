"""The road on a wide page: it winds from one side to the other and rises with each level."""

from laget.staff.road import Level, Road, Step, kicker
from laget.staff.road_drawing import LETTER, TREE, Picture, Sign, Stone, Words, curve, mirrored, ways_on, wrap

WIDTH, SIDE, END = 960, 14, 58  # the end is the sun's
NAMED = 92  # narrower than this, only the step we are at and the next one have their names


def lay(road: Road, *, rtl: bool = False) -> Picture:
    picture = Picture("road-wide", WIDTH, rtl)
    rise = min(22, 110 / max(len(road.levels) - 1, 1))
    top = 62 if road.levels[-1].is_here else 48
    x: float = SIDE
    borders = []
    for number, (level, width) in enumerate(zip(road.levels, _widths(road), strict=True)):
        ground = top + rise * (len(road.levels) - 1 - number)
        _level(picture, level, x, width, ground)
        borders.append((x, ground))
        x += width
    lowest = max((words.y + words.leading * len(words.lines) for words in picture.words), default=0)
    picture.height = max(lowest, top + rise * (len(road.levels) - 1) + 44) + 12
    first, last = picture.stones[0], picture.stones[-1]
    picture.line = [
        (0, first.y + 8),
        *((stone.x, stone.y) for stone in picture.stones),
        (WIDTH, last.y - 9),
    ]
    picture.land = _land(picture, borders[1:])
    return mirrored(picture) if rtl else picture


def _widths(road: Road) -> list[float]:
    """The level where we are gets the room that the others leave."""
    room = WIDTH - SIDE - END
    if road.here is None:
        return [room / len(road.levels)] * len(road.levels)
    others = [level for level in road.levels if level is not road.here]
    asked = {id(level): min(max(18 * len(level.steps) + 34, 100), 150) for level in others}
    least = max(250, 36 * len(road.here.steps)) if others else room
    left = max(room - sum(asked.values()), least)
    shrink = (room - left) / (sum(asked.values()) or 1)
    return [left if level is road.here else asked[id(level)] * shrink for level in road.levels]


def _level(picture: Picture, level: Level, x: float, width: float, ground: float) -> None:
    steps = [seen for _step, seen in level.seen] or [level.stands]
    slot = width / len(steps) if level.is_here else min(22, (width - 20) / len(steps))
    start = x if level.is_here else x + (width - slot * len(steps)) / 2
    stones = []
    for number, seen in enumerate(steps):
        wave = (5 if level.is_here else 2) * (1 if number % 2 else -1)
        pebble = not level.is_here or (slot < 40 and seen not in ("here", "next"))
        stones.append(Stone(start + (number + 0.5) * slot, ground + wave, seen, pebble))
    picture.stones += stones
    if not level.is_here:
        picture.signs.append(Sign(x + width / 2, ground - 27, level.label, level.stands, room=width - 4))
        _name(picture, level, x + width / 2, width - 14, ground + 26)
        return
    sign = Sign(x + 10, ground - 42, level.label, "here", start=True)
    picture.signs.append(sign)
    picture.words.append(
        Words(
            x + 18 + sign.width,
            ground - 37,
            wrap(level.name, width - 20 - sign.width, size=15, lines=1),
            "level",
        )
    )
    _names(picture, level, stones, x, slot, ground)


def _name(picture: Picture, level: Level, middle: float, width: float, below: float) -> None:
    ended = wrap(level.ended, width, size=13)
    picture.words.append(Words(middle, below, ended, "kicker road-here", 16))
    name = wrap(level.name, width, size=13)
    picture.words.append(Words(middle, below + 16 * len(ended), name, f"name road-{level.stands}", 16))


def _names(picture: Picture, level: Level, stones: list[Stone], x: float, slot: float, ground: float) -> None:
    """Below the stones: each step's name, and under it its own ways on, where there is room; else a line each
    for now and next, and all the ways below them."""
    below, width = ground + 43, slot * len(stones)
    if slot >= NAMED:
        columns = zip(stones, level.steps, strict=False)
        below += 17 * max((_named(picture, *each, slot - 10, below) for each in columns), default=0) + 6
        ways: tuple[str, ...] = level.exits
    else:
        below += 18 * _in_lines(picture, level, stones, x + 12, width - 20, below) + 6
        ways = tuple(dict.fromkeys([way for step in level.steps for way in step.exits] + [*level.exits]))
    picture.words.append(Words(x + 12, below, ways_on(ways, width - 20), "ways"))


def _named(picture: Picture, stone: Stone, step: Step, width: float, below: float) -> int:
    """How many lines it took."""
    above = wrap(kicker(step, stone.state), width, size=13)
    name = wrap(step.name, width)
    ways = ways_on(step.exits, width)
    picture.words.append(Words(stone.x, below, above, f"kicker road-{stone.state}"))
    picture.words.append(Words(stone.x, below + 17 * len(above), name, f"name road-{stone.state}"))
    left = stone.x - max((len(line) for line in ways), default=0) * LETTER * 13 / 2
    picture.words.append(Words(left, below + 17 * (len(above) + len(name)) + 3, ways, "ways"))
    return len(above) + len(name) + len(ways)


def _in_lines(
    picture: Picture, level: Level, stones: list[Stone], x: float, width: float, below: float
) -> int:
    lines = 0
    for stone, step in zip(stones, level.steps, strict=False):
        if above := kicker(step, stone.state):
            whole = wrap(f"{above}: {step.name}", width, lines=1)
            picture.words.append(Words(x, below + 18 * lines, whole, f"line road-{stone.state}"))
            lines += 1
    return lines


def _land(picture: Picture, borders: list[tuple[float, float]]) -> str:
    """A sun at the end of the road, hills behind it, the ground below it, two trees where a level ends."""
    low, high = picture.height, picture.line[-1][1]
    ground = [(x, y + 9) for x, y in picture.line]
    behind = [(0, ground[0][1] - 10), (WIDTH * 0.3, high + 34), (WIDTH * 0.62, high + 22), (WIDTH, high - 22)]
    trees = "".join(
        f'<path class="road-tree" d="M{x - 9:.0f} {y + 4:.0f}{TREE}M{x + 4:.0f} {y:.0f}{TREE}"/>'
        for x, y in borders
    )
    return (
        f'<circle class="road-sun" cx="{WIDTH - 36}" cy="{high - 4:.0f}" r="25"/>'
        f'<path class="road-far" d="{curve(behind, "h")}V{low:.0f}H0Z"/>{trees}'
        f'<path class="road-near" d="{curve(ground, "h")}V{low:.0f}H0Z"/>'
    )
