"""What waits for a day: nobody is told to do now what is for later.

What a step lacks stands in an order, so the first of it says whether there is something to do. It is for
later where the team has agreed on a day for it, or a deadline says from which day it counts, or when its
window opens. An evaluation asks how it went: what is lacking beside it is for that day too, but for the
last week, in which one gets ready.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from laget.rules.conditions import choices_of
from laget.rules.deadlines import Due
from laget.rules.vocabulary import Fact

TO_GET_READY = timedelta(days=7)
LOOKED_AT = frozenset({Fact.MEASURES_REVIEWED, Fact.VIEWS_GATHERED})


@dataclass(frozen=True)
class Wait:
    """Until `day`, which is that of `fact`."""

    day: date
    fact: str


def wait_of(missing: Sequence[str], dues: Iterable[Due], today: date) -> Wait | None:
    """Until when there is nothing to do in a step that lacks these; None where there is something.

    A deadline that ends sooner for any of it is not met by waiting; nor is an agreed day that has passed.
    """
    concerned = _concerned(missing, dues)
    if not any(due.is_agreed or due.begins > today for due in concerned):
        return None
    if any(due.is_agreed and due.on and due.on < today for due in concerned):
        return None
    wait = _later(missing, concerned, today).get(missing[0]) if missing else None
    return wait if wait and not is_due_before(wait.day, concerned) else None


def too_early(missing: Sequence[str], dues: Iterable[Due], today: date) -> frozenset[str]:
    """What of it is for another day; all of it where the step waits."""
    dues = _concerned(missing, dues)
    if wait_of(missing, dues, today):
        return frozenset(missing)
    later = _later(missing, dues, today)
    return frozenset(
        need for need, wait in later.items() if not is_due_before(wait.day, _concerned([need], dues))
    )


def _concerned(missing: Sequence[str], dues: Iterable[Due]) -> list[Due]:
    facts = {fact for need in missing for fact in choices_of(need)}
    return [due for due in dues if not facts.isdisjoint(due.deadline.facts)]


def _later(missing: Sequence[str], dues: list[Due], today: date) -> Mapping[str, Wait]:
    """What of it is for a day to come."""
    evaluated = Fact.MEASURES_REVIEWED in missing
    agreed = [Wait(due.on, due.deadline.fact) for due in dues if due.is_agreed and due.on]
    evaluation = min(agreed, key=lambda wait: wait.day, default=None) if evaluated else None
    found = {need: _day_of(need, dues, evaluation, today) for need in missing}
    return {need: wait for need, wait in found.items() if wait and wait.day > today}


def _day_of(need: str, dues: list[Due], evaluation: Wait | None, today: date) -> Wait | None:
    """Where there is a choice, the first that can be done."""
    days = [_first_day(fact, dues) for fact in choices_of(need)]
    own = min((wait for wait in days if wait), key=lambda wait: wait.day) if all(days) else None
    if evaluation is None:
        return own
    return evaluation if need in LOOKED_AT or evaluation.day > today + TO_GET_READY else own


def _first_day(fact: str, dues: list[Due]) -> Wait | None:
    """The day that was agreed on, or else the first on which a deadline can be met."""
    own = [due for due in dues if fact in due.deadline.facts]
    agreed = [due.on for due in own if due.is_agreed and due.on]
    return Wait(min(agreed or (due.begins for due in own)), fact) if own else None


def is_due_before(day: date, dues: Iterable[Due]) -> bool:
    """Whether a deadline ends first. A day that the team has agreed on for a part is no deadline."""
    return any(due.on < day if due.on else due.deadline.is_in_words for due in dues if not due.is_agreed)
