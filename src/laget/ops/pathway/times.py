"""Amounts of time, days and months as a pathway's file names them, in words."""

from datetime import date

from laget.ops.pathway.wording import Wording
from laget.rules.bodies import EVERY, EVERY_SECOND, LAST, WEEKDAYS, Body
from laget.rules.durations import Amount, Duration
from laget.rules.vocabulary import DATE, Anchor, Period, Unit


def duration(each: Duration, said: Wording) -> str:
    number, ngettext = each.amount, said.ngettext
    words = {
        Unit.HOURS: ngettext("%(num)d hour", "%(num)d hours", number),
        Unit.DAYS: ngettext("%(num)d day", "%(num)d days", number),
        Unit.WORKING_DAYS: ngettext("%(num)d working day", "%(num)d working days", number),
        Unit.SCHOOL_DAYS: ngettext("%(num)d school day", "%(num)d school days", number),
        Unit.ABSENCE_DAYS: ngettext("%(num)d day away", "%(num)d days away", number),
        Unit.WEEKS: ngettext("%(num)d week", "%(num)d weeks", number),
        Unit.MONTHS: ngettext("%(num)d month", "%(num)d months", number),
        Unit.QUARTERS: ngettext("%(num)d quarter", "%(num)d quarters", number),
        Unit.TERMS: ngettext("%(num)d school term", "%(num)d school terms", number),
    }
    return words[each.unit] % {"num": number}


def amount(each: Amount, said: Wording) -> str:
    """With those categories of concern for which it is another."""
    others = [
        f"{said.category(category)}: {duration(length, said)}"
        for category, length in sorted(each.by_category.items())
    ]
    usual = duration(each.usual, said)
    return f"{usual} ({'; '.join(others)})" if others else usual


def counted_from(moment: str, said: Wording) -> str:
    """The day that something counts from."""
    _ = said._
    anchors = {
        Anchor.WONDER_AROSE: _("the day somebody began to wonder"),
        Anchor.CASE_OPENED: _("the day the worry was written down"),
        Anchor.LEVEL_ENTERED: _("the day the case came here"),
        Anchor.ROUND_STARTED: _("the day of the latest move"),
        Anchor.LAST_EVENT: _("the day something last happened in the case"),
    }
    if moment in set(Anchor):
        return anchors[Anchor(moment)]
    prefix, _point, rest = moment.partition(".")
    if prefix == DATE:
        return _("the day that was told (%(fact)s)") % {"fact": said.fact(rest)}
    return _("the day it was so: %(fact)s") % {"fact": said.state(moment)}


def period(each: Period, said: Wording) -> str:
    _ = said._
    words = {Period.QUARTER: _("the quarter"), Period.TERM: _("the school term")}
    return (words | {Period.SCHOOL_YEAR: _("the school year")})[each]


def day_of_year(month: int, day: int, said: Wording) -> str:
    _ = said._
    return _("%(day)d %(month)s") % {"day": day, "month": months(said)[month - 1]}


def meets(body: Body, said: Wording) -> str:
    """On which days a standing body meets."""
    _ = said._
    if not body.meets:
        return _("Meets on: %(days)s.") % {"days": _listed(body.on)}
    rule, weekday = body.meets.rsplit(" ", 1)
    when = {
        EVERY: _("Meets every week, on %(weekday)s."),
        EVERY_SECOND: _("Meets every second week, on %(weekday)s."),
        LAST: _("Meets each month, on the last %(weekday)s."),
        "first": _("Meets each month, on the first %(weekday)s."),
        "second": _("Meets each month, on the second %(weekday)s."),
        "third": _("Meets each month, on the third %(weekday)s."),
        "fourth": _("Meets each month, on the fourth %(weekday)s."),
    }
    parts = [when[rule] % {"weekday": weekdays(said)[WEEKDAYS.index(weekday)]}]
    if body.counted_from:
        parts.append(_("Counted from %(day)s.") % {"day": body.counted_from})
    if body.not_in:
        left_out = ", ".join(months(said)[month - 1] for month in sorted(body.not_in))
        parts.append(_("Not in: %(months)s.") % {"months": left_out})
    return " ".join(parts)


def weekdays(said: Wording) -> list[str]:
    _ = said._
    names = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")]
    names += [_("Friday"), _("Saturday"), _("Sunday")]
    return names


def months(said: Wording) -> list[str]:
    _ = said._
    names = [_("January"), _("February"), _("March"), _("April"), _("May"), _("June")]
    names += [_("July"), _("August"), _("September"), _("October"), _("November"), _("December")]
    return names


def _listed(days: tuple[date, ...]) -> str:
    return ", ".join(map(str, days))
