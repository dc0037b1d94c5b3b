"""How tracks that go side by side are told in a picture and in a text."""

from laget.ops.pathway.wording import Wording
from laget.rules.pathway import Level, Step


def together(level: Level) -> list[Step]:
    """The steps in the file's order, but for those of one track, which stand together."""
    tracks = _tracks(level)
    before = level.steps[: _first_tracked(level)]
    after = [step for step in level.steps if not step.track and step not in before]
    return [*before, *(step for steps in tracks.values() for step in steps), *after]


def in_order(level: Level, said: Wording) -> str:
    """Which steps are one track, and in what order; nothing for a level without tracks."""
    _ = said._
    rows = [
        f"{name_of(track)}: " + " → ".join(said.text(step.title) for step in steps)
        for track, steps in _tracks(level).items()
    ]
    told = _("Tracks side by side, each in this order. %(tracks)s.") % {"tracks": "; ".join(rows)}
    return told if rows else ""


def name_of(track: str) -> str:
    """A track has no other name than the one in the file."""
    return track.replace("_", " ")


def goes_beside(step: Step, level: Level, said: Wording) -> str:
    """What a step of a track does not wait for, nor hold up; nothing for another step."""
    _ = said._
    others = [said.text(each.title) for each in level.steps if not step.in_line_with(each)]
    return _("Side by side with: %(steps)s.") % {"steps": ", ".join(others)} if others else ""


def _tracks(level: Level) -> dict[str, list[Step]]:
    tracks: dict[str, list[Step]] = {}
    for step in level.steps:
        if step.track:
            tracks.setdefault(step.track, []).append(step)
    return tracks


def _first_tracked(level: Level) -> int:
    return next((number for number, step in enumerate(level.steps) if step.track), len(level.steps))
