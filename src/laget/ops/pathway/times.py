"""Amounts of time, days and months as a pathway's file names them, in words."""

from datetime import date

from laget.ops.pathway.conditions_said import is_so, question
from laget.ops.pathway.wording import Wording
from laget.rules.bodies import EVERY, EVERY_SECOND, LAST, WEEKDAYS, Body
from laget.rules.durations import Amount, Duration
from laget.rules.vocabulary import DATE, TOOK, Anchor, Period, Unit


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
    _ = said._
    others = [
        _("%(time)s for “%(category)s”")
        % {"time": duration(length, said), "category": said.category(category)}
        for category, length in sorted(each.by_category.items())
    ]
    usual = duration(each.usual, said)
    return f"{usual} ({'; '.join(others)})" if others else usual


def day(each: date, said: Wording) -> str:
    _ = said._
    told = {"day": each.day, "month": months(said)[each.month - 1], "year": each.year}
    return _("%(day)d %(month)s %(year)d") % told


def after(moment: str, said: Wording, *, of_the_way: bool = False) -> str:
    """What something counts from. `of_the_way`: of what a way on itself leaves behind."""
    _ = said._
    anchors = {
        Anchor.WONDER_AROSE: _("after somebody began to wonder"),
        Anchor.CASE_OPENED: _("after the case was written down"),
        Anchor.LEVEL_ENTERED: _("after the case came here"),
        Anchor.ROUND_STARTED: _("after this round began"),
        Anchor.LAST_EVENT: _("after something last happened in the case"),
    }
    prefix, _point, rest = moment.partition(".")
    if prefix == DATE:
        return _("after the day that answers “%(question)s”") % {"question": _asked(rest, said)}
    if prefix == TOOK and of_the_way:
        return _("after this way is taken")
    if moment in set(Anchor):
        return anchors[Anchor(moment)]
    return _("after %(this)s") % {"this": is_so(moment, said)}


def before(moment: str, said: Wording) -> str:
    """What something counts back from: a day that somebody tells."""
    asked = _asked(moment.partition(".")[2], said)
    return said._("before the day that answers “%(question)s”") % {"question": asked}


def _asked(fact: str, said: Wording) -> str:
    declared = said.pathway.declared(fact)
    return question(declared, said) if declared else fact


def begins_anew(each: Period, said: Wording) -> str:
    _ = said._
    words = {
        Period.QUARTER: _("The count begins anew each quarter."),
        Period.TERM: _("The count begins anew each school term."),
    }
    return (words | {Period.SCHOOL_YEAR: _("The count begins anew each school year.")})[each]


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
        return _("Meets on %(days)s.") % {"days": said.names([day(each, said) for each in body.on])}
    rule, weekday = body.meets.rsplit(" ", 1)
    when = {
        EVERY: _("Meets every %(weekday)s."),
        EVERY_SECOND: _("Meets every second %(weekday)s."),
        LAST: _("Meets on the last %(weekday)s of the month."),
        "first": _("Meets on the first %(weekday)s of the month."),
        "second": _("Meets on the second %(weekday)s of the month."),
        "third": _("Meets on the third %(weekday)s of the month."),
        "fourth": _("Meets on the fourth %(weekday)s of the month."),
    }
    parts = [when[rule] % {"weekday": weekdays(said)[WEEKDAYS.index(weekday)]}]
    if body.counted_from:
        parts.append(_("It meets on %(day)s, and so on.") % {"day": day(body.counted_from, said)})
    if body.not_in:
        left_out = said.names([months(said)[month - 1] for month in sorted(body.not_in)])
        parts.append(_("It does not meet in %(months)s.") % {"months": left_out})
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
