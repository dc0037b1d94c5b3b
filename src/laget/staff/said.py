"""How days, times and names are said on a page, in the reader's language."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from laget.rules.texts import Text
from laget.staff.status import measure_status

# Norwegian and Danish write days and months small, and Django's `M` does not: `N` does.
DAY, DAY_AND_YEAR, MOMENT = "D. j. N", "j. F Y", r"D. j. N \k\l. H:i"
IN_ENGLISH = {DAY: "D j M", DAY_AND_YEAR: "j F Y", MOMENT: "D j M H:i"}


def day(value: date | datetime | None) -> str:
    """`tir. 24. nov.`"""
    return _local(value, DAY) if value else ""


def day_and_year(value: date | datetime | None) -> str:
    """`24. november 2026`"""
    return _local(value, DAY_AND_YEAR) if value else ""


def moment(value: datetime | None) -> str:
    """`tir. 24. nov. kl. 14:03`"""
    return _local(value, MOMENT) if value else ""


def text(value: Text) -> str:
    """A text of the municipality's, in the reader's language."""
    return value.said(get_language() or "nb")


def in_days(value: date, today: date) -> str:
    """A day seen from today: `in 3 days`, `today`, `2 days late`."""
    days = (value - today).days
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    if days > 1:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}


def age(born_on: date, today: date) -> int:
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _local(value: date | datetime, form: str) -> str:
    if get_language() == "en":
        form = IN_ENGLISH[form]
    return date_format(timezone.localtime(value) if isinstance(value, datetime) else value, form)


FILTERS = {
    "day": day,
    "day_and_year": day_and_year,
    "moment": moment,
    "text": text,
    "measure_status": measure_status,
}
