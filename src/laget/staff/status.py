"""How a measure stands, as a sign that is read at a glance: a shape and a word, never a colour alone."""

from datetime import datetime
from typing import Any, Protocol

from laget.foundation.speech import gettext as _
from laget.plans.models import Effect, Onward
from laget.plans.queries import last_review


class Standing(Protocol):
    """A measure as the staff's pages know it, or as the family's does."""

    @property
    def started_at(self) -> datetime | None: ...
    @property
    def ended_at(self) -> datetime | None: ...


def measure_status(measure: Standing) -> tuple[str, str]:
    """(shape, word) by what was last decided of it; then by whether it works, and whether it has begun.

    Whoever goes on with what has had no effect yet is not told to change it. The family reads the same.
    """
    if measure.ended_at:
        return "stopped", _("Stopped")
    effect, onward = _last_said(measure)
    if onward == Onward.CHANGE:
        return "change", _("Needs change")
    if effect == Effect.WORKS:
        return "works", _("Works")
    return ("progress", _("In progress")) if measure.started_at else ("not_started", _("Not started"))


def _last_said(measure: Any) -> tuple[str | None, str | None]:
    """As fetched with the measure where a page did so, or from its reviews."""
    if hasattr(measure, "last_onward"):
        return measure.last_effect, measure.last_onward
    last = last_review(measure)
    return (last.effect, last.onward) if last else (None, None)
