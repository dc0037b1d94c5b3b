"""How a measure stands, as a sign that is read at a glance: a shape and a word, never a colour alone."""

from django.utils.translation import gettext as _

from laget.plans.models import Effect, Measure
from laget.plans.queries import last_review


def measure_status(measure: Measure) -> tuple[str, str]:
    """(shape, word) by the latest review; without one, by whether it has begun."""
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


def _last_effect(measure: Measure) -> str | None:
    """As fetched with the measure where a page did so, or from its reviews."""
    if hasattr(measure, "last_effect"):
        return measure.last_effect
    last = last_review(measure)
    return last.effect if last else None
