"""Children of the demo who have been away so much that somebody is told."""

from datetime import date, timedelta
from decimal import Decimal

from laget.absence.services import Said, keep
from laget.foundation.calendar import days_in
from laget.ops.demo_cases.cast import OWNER, Cast
from laget.rules.counting import period
from laget.rules.vocabulary import AbsenceKind, Period

# By name: every so many school days of this quarter and the last, and as what.
AWAY = {"Clara Munkholm": (4, AbsenceKind.UNEXCUSED), "Villads Bechmann": (7, AbsenceKind.UNEXCUSED)}


def keep_absence(cast: Cast, today: date) -> None:
    said = []
    for name, (every, kind) in AWAY.items():
        child = cast.children[name]
        days = days_in(child.municipality.country)
        first, _last = period(Period.QUARTER, today, days)
        first, _last = period(Period.QUARTER, first - timedelta(days=1), days)
        school_days = [
            on
            for number in range((today - first).days)
            if days.is_school(on := first + timedelta(days=number))
        ]
        said += [Said(child, on, kind, Decimal(1)) for on in school_days[::every]]
    keep(said, using=OWNER)
