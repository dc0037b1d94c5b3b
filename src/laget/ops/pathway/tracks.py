"""How tracks that go side by side are told in a picture and in a text."""

from string import ascii_uppercase

from laget.ops.pathway.wording import Wording
from laget.rules.pathway import Level, Step


def numbers(level: Level) -> dict[str, str]:
    """1, 2, A3, A4, B3, B4, 5: what has a letter does not wait for another letter."""
    tracks = list(dict.fromkeys(step.track for step in level.steps if step.track))
    before = sum(1 for step in level.steps[: _first_tracked(level)])
    counted = dict.fromkeys(tracks, before)
    found, alone = {}, 0
    for step in level.steps:
        if step.track:
            counted[step.track] += 1
            alone = max(counted.values())
            found[step.id] = f"{ascii_uppercase[tracks.index(step.track) % 26]}{counted[step.track]}"
        else:
            alone += 1
            found[step.id] = str(alone)
    return found


def in_order(level: Level, said: Wording) -> str:
    """Which steps are one track, and in what order; nothing for a level without tracks."""
    _ = said._
    tracks: dict[str, list[str]] = {}
    for step in level.steps:
        if step.track:
            tracks.setdefault(step.track, []).append(said.text(step.title))
    rows = [
        f"{ascii_uppercase[number % 26]}: {' → '.join(steps)}" for number, steps in enumerate(tracks.values())
    ]
    told = _("Tracks side by side, each in this order. %(tracks)s.") % {"tracks": "; ".join(rows)}
    return told if rows else ""


def goes_beside(step: Step, level: Level, said: Wording) -> str:
    """What a step of a track does not wait for, nor hold up; nothing for another step."""
    _ = said._
    others = [said.text(each.title) for each in level.steps if not step.in_line_with(each)]
    return _("Side by side with: %(steps)s.") % {"steps": ", ".join(others)} if others else ""


def _first_tracked(level: Level) -> int:
    return next((number for number, step in enumerate(level.steps) if step.track), 0)
