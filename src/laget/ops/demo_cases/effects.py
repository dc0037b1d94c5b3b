"""What came of the measures of an invented case, by how its evaluation went."""

from datetime import date

from laget.plans.models import Measure
from laget.plans.services import Reviewed

EFFECTS = {"worked": "works", "some": "some", "none": "none"}


def review(measure: Measure, number: int, how: str, next_on: date | None) -> Reviewed:
    """Where nothing helped, the first measure is to be changed and the others stopped."""
    onward = "keep" if how != "none" else "stop" if number else "change"
    return Reviewed(measure.pk, "yes" if number % 3 < 2 else "partly", EFFECTS[how], onward, next_on)
