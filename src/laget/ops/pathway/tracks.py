"""How tracks that go side by side are told in a picture and in a text."""

from collections.abc import Iterator

from laget.ops.pathway.wording import Wording
from laget.rules.pathway import Level, Step


def together(level: Level) -> list[Step]:
    """The steps in the file's order, but for those of one track, which stand together."""
    tracks = _tracks(level)
    before = level.steps[: _first_tracked(level)]
    after = [step for step in level.steps if not step.track and step not in before]
    return [*before, *(step for steps in tracks.values() for step in steps), *after]


def in_order(level: Level, said: Wording) -> Iterator[str]:
    """Which steps are one track, and in what order; nothing for a level without tracks."""
    _ = said._
    tracks = _tracks(level)
    if tracks:
        yield from ("", _("Several tracks go side by side here, and do not wait for each other:"))
    then = _("then")
    for track, steps in tracks.items():
        row = f", {then} ".join(said.quoted(said.text(step.title)) for step in steps)
        yield f"- {said.track(track)}: {row}."


def of_track(step: Step, said: Wording) -> str:
    """Which track a step is of; nothing for another step."""
    if not step.track:
        return ""
    return said._("It is in the track %(track)s.") % {"track": said.quoted(said.track(step.track))}


def _tracks(level: Level) -> dict[str, list[Step]]:
    tracks: dict[str, list[Step]] = {}
    for step in level.steps:
        if step.track:
            tracks.setdefault(step.track, []).append(step)
    return tracks


def _first_tracked(level: Level) -> int:
    return next((number for number, step in enumerate(level.steps) if step.track), len(level.steps))
