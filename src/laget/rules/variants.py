"""The same step in other words for some: written once, with what differs beside it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from laget.rules.conditions import Condition
from laget.rules.texts import Text

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


def _with(step: "Step", variant: Variant) -> "Step":
    instead: dict[str, Any] = {
        key: getattr(variant, key) for key in ("title", "help", "by", "meeting", "resources")
    }
    return replace(step, **{key: value for key, value in instead.items() if value})
