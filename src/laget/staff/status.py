"""How a measure stands, as a sign that is read at a glance: a shape and a word, never a colour alone."""

from datetime import datetime
from typing import Any, Protocol

from laget.foundation.speech import gettext as _
from laget.plans.models import Effect
from laget.plans.queries import last_review


class Standing(Protocol):
    """A measure as the staff's pages know it, or as the family's does."""

    @property
    def started_at(self) -> datetime | None: ...
    @property
    def ended_at(self) -> datetime | None: ...


def measure_status(measure: Standing) -> tuple[str, str]:
    """(shape, word) by the latest review; without one, by whether it has begun. The family reads the same."""
    if measure.ended_at:
        return "stopped", _("Stopped")
    effect = _last_effect(measure)
    if effect:
        return {
            Effect.WORKS: ("works", _("Works")),
            Effect.SOME: ("progress", _("In progress")),
            Effect.NONE: ("change", _("Needs change")),
        }[Effect(effect)]
    return ("progress", _("In progress")) if measure.started_at else ("not_started", _("Not started"))


def _last_effect(measure: Any) -> str | None:
    """As fetched with the measure where a page did so, or from its reviews."""
    if hasattr(measure, "last_effect"):
        effect: str | None = measure.last_effect
        return effect
    last = last_review(measure)
    return last.effect if last else None
