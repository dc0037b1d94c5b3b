"""The same step in other words for some: written once, with what differs beside it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from laget.rules.conditions import OR, Condition, choices_of
from laget.rules.duties import Deadline
from laget.rules.texts import Text
from laget.rules.vocabulary import HELD, PLANNED

if TYPE_CHECKING:
    from laget.rules.pathway import Step


@dataclass(frozen=True)
class Variant:
    """What a step says otherwise where `condition` applies. What is empty here is as in the step itself."""

    condition: Condition
    title: Text
    help: Text
    by: str
    meeting: str
    resources: tuple[str, ...]


def said_for(step: "Step", facts: Collection[str]) -> "Step":
    """The step as it is for a case of which `facts` are true: the first variant that applies counts."""
    for variant in step.variants:
        if variant.condition.applies(facts):
            return _with(step, variant)
    return step


def meetings_of(steps: Iterable["Step"]) -> set[str]:
    """The kinds of meetings that steps are about, in any variant."""
    steps = list(steps)
    said = [step.meeting for step in steps] + [each.meeting for step in steps for each in step.variants]
    return {meeting for meeting in said if meeting}


def deadlines_of(step: "Step") -> tuple[Deadline, ...]:
    """Its deadlines: what is said of its meeting holds of the meeting that a variant has instead, too.

    Whichever of them is held, of those that the step is done with.
    """
    return tuple(replace(each, fact=_of_any_meeting(each.facts, step)) for each in step.deadlines)


def _of_any_meeting(facts: tuple[str, ...], step: "Step") -> str:
    meant: dict[str, None] = {}
    for fact in facts:
        prefix = fact.partition(".")[0]
        of_meetings = {f"{prefix}.{each}" for each in meetings_of([step])}
        if prefix not in (HELD, PLANNED) or fact not in of_meetings:
            meant[fact] = None
            continue
        asked = [choices for need in step.done_when if fact in (choices := choices_of(need))]
        alike = asked[0] if asked else (fact, *sorted(of_meetings))
        meant |= dict.fromkeys(each for each in alike if each in of_meetings)
    return OR.join(meant)


def meetings_not_asked_for(step: "Step") -> list[tuple[int, str]]:
    """Of each variant with another meeting, which the step could never be done with: its number, and what to
    ask for instead."""
    needs = [choices_of(need) for need in step.done_when]
    own = next((need for need in needs if f"{HELD}.{step.meeting}" in need), None)
    asked = {fact for need in needs for fact in need}
    return [
        (number, OR.join((*own, f"{HELD}.{variant.meeting}")))
        for number, variant in enumerate(step.variants)
        if own and variant.meeting and f"{HELD}.{variant.meeting}" not in asked
    ]


def _with(step: "Step", variant: Variant) -> "Step":
    instead: dict[str, Any] = {
        key: getattr(variant, key) for key in ("title", "help", "by", "meeting", "resources")
    }
    return replace(step, **{key: value for key, value in instead.items() if value})
