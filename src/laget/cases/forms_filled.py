"""Filling in a municipality's own form. Each time it is saved is a row of its own: nothing is overwritten."""

from datetime import datetime

from django.db import ProgrammingError, transaction

from laget.cases.models import Case, FilledForm
from laget.cases.queries import lock_open
from laget.people.models import Seat

NOT_YOURS = "42501"


class NotOffered(Exception):
    """The pathway has no such form for this case."""


class Conflict(Exception):
    """Somebody has saved it since. `current` is what stands now."""

    def __init__(self, current: FilledForm) -> None:
        self.current = current
        super().__init__(f"version {current.version} is saved")


@transaction.atomic
def fill(
    *, case: Case, form: str, answers: dict[str, str], based_on: int, seat: Seat, now: datetime
) -> FilledForm:
    """`based_on` is the version the writer saw, 0 where there was none.

    Raises Conflict when another has been saved since, NotOffered, and Closed when the case has ended.
    """
    case = lock_open(case.pk)
    current = latest(case, form)
    if current and current.version != based_on:
        raise Conflict(current)
    version = current.version + 1 if current else 1
    filled = FilledForm(case=case, form=form, version=version, answers=answers, seat=seat, at=now)
    try:
        with transaction.atomic():
            filled.save(force_insert=True)
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) == NOT_YOURS:
            raise NotOffered from error
        raise
    return filled


def latest(case: Case, form: str) -> FilledForm | None:
    return next(iter(versions(case, form)), None)


def versions(case: Case, form: str) -> list[FilledForm]:
    """Every time it was saved, the newest first."""
    found = FilledForm.objects.filter(case=case, form=form).select_related("seat__person")
    return list(found.order_by("-version"))


def filled_in(case: Case) -> set[str]:
    """The forms that somebody has filled in, ever."""
    return set(FilledForm.objects.filter(case=case).values_list("form", flat=True))
