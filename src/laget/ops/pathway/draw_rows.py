"""What stands in the picture of a level, row below row, and where each of its ways on leads."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from laget.ops.pathway.tracks import together
from laget.ops.pathway.wording import Wording
from laget.rules.conditions import choices_of
from laget.rules.moving import lasts
from laget.rules.pathway import Exit, Level, Pathway, Step
from laget.rules.targets import parse
from laget.rules.vocabulary import AFTERCARE, CLOSED, RETURN, Fact, Lasting

Place = tuple[str, str]  # a level and one of its steps, or no step: its heading
ENDS = (CLOSED, AFTERCARE, RETURN)


@dataclass(frozen=True)
class Row:
    """`kind` is heading, note, track, step, small, way, some (what a way is only for) or anywhere.

    Rows of one `step` stand in one frame.
    """

    kind: str
    lines: tuple[str, ...]
    step: str = ""
    track: str = ""
    targets: tuple[Place, ...] = ()
    ends: tuple[str, ...] = ()
    dashed: bool = False


def rows_of(level: Level, said: Wording) -> tuple[Row, ...]:
    return tuple(_rows(level, said))


def _rows(level: Level, said: Wording) -> Iterator[Row]:
    _ = said._
    yield Row("heading", _lines(said.level(level), 62))
    if level.protects:
        yield _note(_("A case comes here when violence or abuse is suspected. It is sealed."))
    if level.any_order:
        yield _note(_("Its steps may be done in any order."))
    track, number = "", 0
    for step in together(level):
        number += not step.track
        if step.track and step.track != track:
            yield Row("track", (_("Beside the others: %(track)s") % {"track": said.track(step.track)},))
        track = step.track
        yield from _step(step, "" if track or level.any_order else f"{number}. ", level, said)
    if level.anywhere:
        yield Row("anywhere", (_("Ways on from anywhere here:"),))
        for way in level.anywhere:
            yield from _way(way, level, said)


def _note(text: str) -> Row:
    return Row("note", _lines(text, 84))


def _step(step: Step, number: str, level: Level, said: Wording) -> Iterator[Row]:
    _ = said._
    some = said.condition(step.condition)
    dashed = bool(some or step.optional)
    title = _lines(number + said.text(step.title), 68)
    yield Row("step", title, step.id, step.track, dashed=dashed)
    beside = _("It is done side by side with the step before.") if step.beside else ""
    if small := said.joined(_("It may be left out.") if step.optional else "", some, beside):
        yield Row("small", _lines(small, 78), step.id, step.track)
    for way in step.exits:
        yield from _way(way, level, said, step)


def _way(way: Exit, level: Level, said: Wording, step: Step | None = None) -> Iterator[Row]:
    places = [_place(written, level, said.pathway) for written in way.targets]
    targets = tuple(dict.fromkeys(place for place in places if place))
    ends = tuple(end for end in ENDS if end in way.targets)
    some = said.condition(way.condition)
    inside = (step.id, step.track) if step else ("", "")
    yield Row("way", _lines(said.text(way.title), 60), *inside, targets, ends, dashed=bool(some))
    if some:
        yield Row("some", _lines(some, 74), *inside)


def _place(written: str, level: Level, pathway: Pathway) -> Place | None:
    target = parse(written)
    if target and target.stays:
        return level.id, _first_of_a_round(level, pathway)
    return (target.level, target.step) if target and target.level else None


def _first_of_a_round(level: Level, pathway: Pathway) -> str:
    """The first step that a new round leaves something to do in."""
    anew = [step for step in level.steps if not step.optional and _asks_anew(step, pathway)]
    of_all = [step for step in anew if not (step.condition.when or step.condition.unless)]
    return next((step.id for step in (*of_all, *anew)), "")


def _asks_anew(step: Step, pathway: Pathway) -> bool:
    return any(all(_ends(fact, pathway) for fact in choices_of(need)) for need in step.done_when)


def _ends(fact: str, pathway: Pathway) -> bool:
    return fact == Fact.MEASURES_CHANGED or lasts(pathway, fact) is Lasting.ROUND


def _lines(text: str, width: int) -> tuple[str, ...]:
    return tuple(wrap(text, width)) or ("",)
