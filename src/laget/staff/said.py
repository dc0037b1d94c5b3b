"""How days, times and names are said on a page, in the reader's language."""

import re
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format

from laget.foundation import clock
from laget.foundation.clock import local_day
from laget.foundation.speech import gettext, ngettext, spoken
from laget.meetings.models import Meeting
from laget.rules.pathway import Level, Pathway
from laget.rules.texts import Text
from laget.staff.status import measure_status

# Norwegian and Danish write days and months small, and Django's `M` does not: `N` does.
DAY, DAY_AND_YEAR = "D. j. N", "j. F Y"
A_NAME = re.compile(r"[^\W\d_]{2}")  # two letters in a row
IN_ENGLISH = {DAY: "D j M", DAY_AND_YEAR: "j F Y"}


def day(value: date | datetime | None) -> str:
    """`tir. 24. nov.`, and `24. november 2025` when that is another year than this."""
    if not value:
        return ""
    local = _local(value)
    form = DAY if local.year == clock.today().year else DAY_AND_YEAR
    return _in_words(local, form, spoken())


def day_and_year(value: date | datetime | None) -> str:
    """`24. november 2026`"""
    return _in_words(_local(value), DAY_AND_YEAR, spoken()) if value else ""


def moment(value: datetime | None) -> str:
    """`tir. 24. nov. kl. 14:03`"""
    return f"{day(value)} {_time(value)}" if value else ""


def moment_and_year(value: datetime) -> str:
    """`24. november 2026 kl. 14:03`"""
    return f"{day_and_year(value)} {_time(value)}"


def when_met(meeting: Meeting) -> str:
    """Of one that has been held, only the day is told: what clock it keeps is nobody's word."""
    return day(meeting.held_at) if meeting.held_at else moment(meeting.starts_at)


def text(value: Text) -> str:
    """A text of the municipality's, in the reader's language."""
    return value.said(spoken())


def level_called(level: Level, pathway: Pathway) -> str:
    """A level inside a sentence: `level 2: Work with others`, by the municipality's word for it. Where the
    label is a name by itself, as “Help”, that is no number of a level; and a protection goes by its title.
    """
    said = {"label": level.label, "title": text(level.title)}
    if level.protects:
        return gettext("“%(title)s”") % said
    if A_NAME.search(level.label):
        return gettext("“%(label)s”: %(title)s") % said
    said["level"] = text(pathway.word("level")) or gettext("level")
    return gettext("%(level)s %(label)s: %(title)s") % said


def as_a_line(words: str) -> str:
    """With a capital first, for words that stand by themselves."""
    return words[:1].upper() + words[1:]


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


def sentence(words: str) -> str:
    """A short day (`tir. 24. nov.`) that ends a sentence brings its own full stop."""
    return words.replace("..", ".")


def _time(value: datetime) -> str:
    at = "" if spoken() == "en" else "kl. "
    return f"{at}{timezone.localtime(value):%H:%M}"


def _local(value: date | datetime) -> date:
    return local_day(value) if isinstance(value, datetime) else value


@lru_cache(maxsize=2000)
def _in_words(value: date, form: str, language: str) -> str:
    """Kept, since a list says the same few days over and over. The language is the one that is spoken now."""
    return date_format(value, IN_ENGLISH[form] if language == "en" else form)


FILTERS = {
    "day": day,
    "day_and_year": day_and_year,
    "moment": moment,
    "moment_and_year": moment_and_year,
    "when_met": when_met,
    "text": text,
    "sentence": sentence,
    "measure_status": measure_status,
}
