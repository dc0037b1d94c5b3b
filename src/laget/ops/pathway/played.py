"""Where a case is after each event of a story: in lines to read, and as JSON for machines."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from laget.rules.deadlines import Due
from laget.rules.pathway import Pathway
from laget.rules.playing import Played
from laget.rules.roles import holder_on
from laget.rules.stories import Story
from laget.rules.texts import Text
from laget.rules.vocabulary import BEGAN


def in_words(event: Played, pathway: Pathway) -> str:
    lines = [f"  {event.on}  {_place(event)}"]
    lines += [f"    proposed: {name}" for name in sorted(event.proposed)]
    if event.opened:
        lines += [f"    {line}" for line in _stands(event, pathway)]
    return "\n".join([*lines, *(f"    NOT AS EXPECTED: {failure}" for failure in event.failures)])


def _stands(event: Played, pathway: Pathway) -> Iterator[str]:
    now = event.progress
    if not event.standing.closed:
        yield f"title: {_said(now.here.step.title, pathway)}"
        if holder := _said(holder_on(now.level, pathway), pathway):
            yield f"holder: {holder}"
    for due in now.dues:
        opens = f", opens {due.opens}" if due.opens else ""
        yield f"due {_when(due)}{opens}: {due.deadline.fact}"
    if told := _told(event):
        yield f"told: {', '.join(told)}"


def _told(event: Played) -> list[str]:
    return sorted({str(actor) for due in event.progress.dues for actor in due.tell})


def _said(text: Text, pathway: Pathway) -> str:
    return text.said(pathway.languages[0])


def _when(due: Due) -> str:
    return "on a day that nobody knows yet" if due.is_unknown else str(due.on or "in words")


def _place(event: Played) -> str:
    if not event.opened:
        return "no case yet"
    steps = ", ".join(f"{event.standing.level}.{state.step.id}" for state in event.progress.turns)
    place = "closed" if event.standing.closed else steps
    return f"{place}: {', '.join(event.progress.missing) or 'nothing is missing'}"


def as_json(story: Story, events: list[Played], pathway: Pathway) -> dict[str, Any]:
    return {"story": story.title, "events": [_event(event, pathway) for event in events]}


def _event(event: Played, pathway: Pathway) -> dict[str, Any]:
    now = event.progress
    ways = () if event.standing.closed else now.ways_on
    true = {fact: day for fact, day in event.standing.facts.items() if not fact.startswith(f"{BEGAN}.")}
    return {
        "on": event.on.isoformat(),
        "opened": event.opened,
        "proposed": sorted(event.proposed),
        "level": event.standing.level,
        "step": now.here.step.id,
        "title": _said(now.here.step.title, pathway),
        "by": now.here.step.by,
        "holder": _said(holder_on(now.level, pathway), pathway),
        "closed": event.standing.closed,
        "steps": {state.step.id: str(state.state) for state in now.steps},
        "missing": list(now.missing),
        "due": {due.deadline.fact: _day(due.on) for due in now.dues},
        "opens": {due.deadline.fact: _day(due.opens) for due in now.dues if due.opens},
        "told": _told(event),
        "exits": {way.exit.id: {"to": way.targets, "missing": way.missing} for way in ways},
        "true": {fact: since.isoformat() for fact, since in sorted(true.items())},
        "not_as_expected": list(event.failures),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
