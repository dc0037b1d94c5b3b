"""Figures of absence as sentences: what was counted, and nothing of what it may mean."""

from decimal import Decimal

from laget.absence.models import AbsenceDay
from laget.foundation.speech import gettext as _
from laget.foundation.speech import ngettext, spoken
from laget.rules.counting import Reached, per_cent
from laget.rules.vocabulary import AbsenceKind
from laget.staff.said import day, sentence


def figures(reached: Reached) -> str:
    between = {"first": day(reached.first), "last": day(reached.last)}
    if reached.count.in_a_row:
        said = ngettext(
            "Away %(num)d school day in a row, from %(first)s to %(last)s.",
            "Away %(num)d school days in a row, from %(first)s to %(last)s.",
            int(reached.days),
        )
        return sentence(said % {"num": int(reached.days), **between})
    if reached.count.times:
        said = ngettext(
            "Away %(num)d time, counted from %(first)s to %(last)s.",
            "Away %(num)d times, counted from %(first)s to %(last)s.",
            reached.times,
        )
        return sentence(said % {"num": reached.times, **between})
    said = _("Away %(days)s of %(all)d school days, counted from %(first)s to %(last)s: %(share)s per cent.")
    share = _number(per_cent(reached))
    return said % {
        "days": _number(reached.days.normalize()),
        "all": reached.school_days,
        "share": share,
        **between,
    }


def kind_called(kind: str) -> str:
    called = {
        AbsenceKind.UNEXCUSED: _("without leave"),
        AbsenceKind.SICK: _("sick"),
        AbsenceKind.EXCUSED: _("with leave"),
    }
    return called[AbsenceKind(kind)]


def one_day(away: AbsenceDay) -> str:
    """`tir. 24. nov.: sick, half of the day` as two sentences would say it."""
    said = {"day": day(away.day), "kind": kind_called(away.kind), "share": int(away.share * 100)}
    if away.share == 1:
        return _("%(day)s: %(kind)s") % said
    return _("%(day)s: %(kind)s, %(share)d per cent of the day") % said


def _number(said: Decimal) -> str:
    """In English with a point; with a comma where people write one."""
    written = f"{said:f}"
    return written if spoken() == "en" else written.replace(".", ",")
