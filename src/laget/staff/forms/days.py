"""Days as people write them."""

from collections.abc import Callable
from datetime import date

from django.forms import ValidationError

from laget.foundation.whom import gettext as _
from laget.rules.days import HORIZON, Days
from laget.rules.deadlines import working_day_before

FARTHEST = HORIZON  # no calendar is looked through any further
OLDEST = 1900


def day_past(given: date | None, *, today: date, born_on: date | None = None) -> date:
    """The day something happened; today when none is given. Raises ValidationError for one that cannot be."""
    day = given or today
    if day > today:
        raise ValidationError(_("This day has not come yet."))
    if born_on and day < born_on:
        raise ValidationError(_("The child was not born then."))
    return day


def day_told(given: date, *, today: date, born_on: date | None = None) -> date:
    """A date that is asked for, also one to come. Raises ValidationError for one that cannot be."""
    if given > today + FARTHEST:
        raise ValidationError(_("This day is more than three years from now."))
    return given if given > today else day_past(given, today=today, born_on=born_on)


def day_agreed(today: date) -> Callable[[date], None]:
    """Refuses a day that nobody has agreed on, as when the year is mistyped. It may have passed."""

    def refuse(given: date) -> None:
        if given > today + FARTHEST:
            raise ValidationError(_("This day is more than three years from now."))
        if given.year < OLDEST:
            raise ValidationError(_("This day has passed."))

    return refuse


def day_to_meet(latest: date, today: date, days: Days) -> date:
    """What to propose for a meeting by `latest`: a day that somebody is at work, if one is left."""
    return max(working_day_before(latest, days), today)


def day_to_propose(latest: date, today: date, days: Days) -> date:
    """For what is to be done or looked at by then: the last day somebody is at work, if one is to come."""
    found = working_day_before(latest, days)
    return found if found > today else latest
