"""Days as people write them."""

from datetime import date

from django.forms import ValidationError
from django.utils.translation import gettext as _


def day_past(given: date | None, *, today: date, born_on: date | None = None) -> date:
    """The day something happened; today when none is given. Raises ValidationError for one that cannot be."""
    day = given or today
    if day > today:
        raise ValidationError(_("This day has not come yet."))
    if born_on and day < born_on:
        raise ValidationError(_("The child was not born then."))
    return day
