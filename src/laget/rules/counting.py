"""When a child's days of absence reach what a file counts.

The system tells, and a person decides: nothing here weighs a child, and nothing follows by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from laget.rules.days import Days, nth_after
from laget.rules.durations import Duration
from laget.rules.texts import Text
from laget.rules.vocabulary import AbsenceKind, Period, Teller, Unit

DAY = timedelta(days=1)
WINDOWS = {Unit.DAYS: 1, Unit.WEEKS: 7}
WHOLE = Decimal(1)
SCHOOL_YEAR_BEGINS, SPRING_BEGINS = 8, 1  # months


@dataclass(frozen=True)
class Count:
    """What is counted, of which kinds (all when empty): school days in a row, a share in per cent, or times.

    Exactly one of `in_a_row`, `share` and `times` is there, the latter two with `within`.
    """

    id: str
    title: Text
    says: Text
    category: str
    tell: Teller
    law: str
    kinds: frozenset[AbsenceKind]
    in_a_row: int | None
    share: int | None
    times: int | None
    within: Duration | Period | None
    resets: Period


@dataclass(frozen=True)
class Away:
    """A child's absence of one kind on one day; `share` is how much of the day, 1 the whole."""

    on: date
    kind: AbsenceKind
    share: Decimal


@dataclass(frozen=True)
class Reached:
    """A count that is reached, since which day, and by what: days away and occasions between two days, of so
    many school days."""

    count: Count
    since: date
    first: date
    last: date
    days: Decimal
    school_days: int
    times: int


def reached(
    counts: Iterable[Count], absence: Iterable[Away], *, today: date, days: Days
) -> tuple[Reached, ...]:
    """Each count as it was reached the last time in this school year: told until somebody has decided."""
    absence = tuple(absence)
    found = (_latest(count, absence, today, days) for count in counts)
    return tuple(each for each in found if each)


def per_cent(reached: Reached) -> Decimal:
    """How much of the school days, with one decimal where it is not whole. Always rounded down: what has not
    reached a limit is never said to have."""
    exact = Fraction(reached.days) * 100 / reached.school_days
    return Decimal(int(exact)) if exact.denominator == 1 else Decimal(int(exact * 10)).scaleb(-1)


def counted(count: Count, absence: Iterable[Away], *, today: date, days: Days) -> Reached:
    """How far it has come, on the latest day away that counts."""
    year, _ends = period(Period.SCHOOL_YEAR, today, days)
    away = _each_day(count, tuple(absence), year, today, days)
    day = max(away, default=today)
    begins, _ends = period(count.resets, day, days)
    return _counted(count, away, day, begins, days)


def period(kind: Period, day: date, days: Days) -> tuple[date, date]:
    """The first and the last day of the quarter, term or school year that `day` is in.

    A school year begins on 1 August. A term nobody has told of is its half: to 31 December, or to 31 July.
    """
    if kind is Period.QUARTER:
        first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return first, _month_after(first, 3) - DAY
    if kind is Period.TERM and (told := _told_term(day, days.terms)):
        return told
    autumn = day.month >= SCHOOL_YEAR_BEGINS
    begins = date(day.year if autumn else day.year - 1, SCHOOL_YEAR_BEGINS, 1)
    ends = date(begins.year + 1, SCHOOL_YEAR_BEGINS, 1) - DAY
    if kind is Period.SCHOOL_YEAR:
        return begins, ends
    spring = date(ends.year, SPRING_BEGINS, 1)
    return (begins, spring - DAY) if autumn else (spring, ends)


def _told_term(day: date, ends: tuple[date, ...]) -> tuple[date, date] | None:
    before = [end for end in ends if end < day]
    after = [end for end in ends if end >= day]
    return (before[-1] + DAY, after[0]) if before and after else None


def _month_after(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _latest(count: Count, absence: tuple[Away, ...], today: date, days: Days) -> Reached | None:
    """Newly reached on a day away on which it is, when it was not on the one before."""
    begins, _ends = period(Period.SCHOOL_YEAR, today, days)
    away = _each_day(count, absence, begins, today, days)
    found: Reached | None = None
    held = False
    for day in away:
        now = _on(count, away, day, days)
        since = found.since if found and held else day
        held = now is not None
        found = replace(now, since=since) if now else found
    return found


def _each_day(
    count: Count, absence: tuple[Away, ...], begins: date, today: date, days: Days
) -> dict[date, Decimal]:
    """How much of each school day the child was away, in order: of the kinds that count."""
    shares: dict[date, Decimal] = defaultdict(Decimal)
    for each in absence:
        counts = not count.kinds or each.kind in count.kinds
        if counts and begins <= each.on <= today and days.is_school(each.on):
            shares[each.on] += each.share
    return {day: min(shares[day], WHOLE) for day in sorted(shares)}


def _on(count: Count, away: Mapping[date, Decimal], day: date, days: Days) -> Reached | None:
    """The count as it stands on the evening of `day`, if it is reached since it last began anew."""
    begins, _ends = period(count.resets, day, days)
    now = _counted(count, away, day, begins, days)
    if count.in_a_row:
        return now if now.days >= count.in_a_row else None
    if count.times:
        return now if now.times >= count.times else None
    enough = now.days * 100 >= (count.share or 0) * now.school_days
    return now if now.school_days and enough else None


def _counted(count: Count, away: Mapping[date, Decimal], day: date, begins: date, days: Days) -> Reached:
    """What there is to count on `day`, enough or not."""
    if count.in_a_row:
        whole = [each for each, share in away.items() if share == WHOLE and begins <= each <= day]
        run = next((run for run in _runs(whole, days) if run[-1] == day), [])
        return _told(count, dict.fromkeys(run, WHOLE), day, run[0] if run else day, day, days)
    first, last = _window(count, day, begins, days)
    within = {each: share for each, share in away.items() if first <= each <= day}
    return _told(count, within, day, first, last, days)


def _told(
    count: Count, within: Mapping[date, Decimal], day: date, first: date, last: date, days: Days
) -> Reached:
    return Reached(
        count=count,
        since=day,
        first=first,
        last=last,
        days=sum(within.values(), Decimal()),
        school_days=_school_days(days, first, last),
        times=sum(1 for _run in _runs(list(within), days)),
    )


def _window(count: Count, day: date, begins: date, days: Days) -> tuple[date, date]:
    """A rolling window ends on `day`. Where the count has just begun anew it is as long, and reaches ahead:
    one day away is no large share of a year that is two days old."""
    if isinstance(count.within, Duration):
        length = timedelta(days=count.within.amount * WINDOWS[count.within.unit]) - DAY
        first = max(day - length, begins)
        return first, first + length
    first, last = period(count.within or Period.TERM, day, days)
    return max(first, begins), last


def _runs(away: list[date], days: Days) -> Iterator[list[date]]:
    run: list[date] = []
    for day in away:
        if run and nth_after(run[-1], 1, days.is_school) != day:
            yield run
            run = []
        run.append(day)
    if run:
        yield run


@lru_cache(maxsize=1000)
def _school_days(days: Days, first: date, last: date) -> int:
    return sum(days.is_school(first + timedelta(days=number)) for number in range((last - first).days + 1))
