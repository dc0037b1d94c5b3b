"""Filling the demo: municipalities from their files, and invented lives lived through the real services."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from laget.foundation.clock import local_day
from laget.ops import CannotGoOn, municipality
from laget.ops.demo_cases.absence import keep_absence
from laget.ops.demo_cases.cast import OWNER, Cast, Days, find_cast
from laget.ops.demo_cases.roster import CASES, LEFT_AT_WORK, Invented
from laget.ops.demo_cases.story import told
from laget.ops.demo_cases.telling import Telling
from laget.ops.demo_cases.ways_others import somebody_new
from laget.people.models import Seat

FOLDERS = (
    Path(__file__).parents[3] / "municipalities",
    Path(__file__).parents[1] / "shipped" / "municipalities",
)
MUNICIPALITIES = (
    "fjordvik",
    "lauvdal",
    "heimfjell",
    "steinvoll",
    "granhei",
    "ytterholm",
    "klitby",
    "lynghamn",
)
PEOPLE_BEGAN = timedelta(days=1000)
SHOWN_EVERY = 12

Say = Callable[[str], None]


def fill_demo(now: datetime, say: Say) -> None:
    """Everything relative to `now`, and the same each time for the same `now`."""
    for name in MUNICIPALITIES:
        municipality.add(file_of(name), now=now, begun_at=now - PEOPLE_BEGAN)
    cast = find_cast()
    for number, invented in enumerate(CASES):
        if number % SHOWN_EVERY == 0:
            say(f"  case {number + 1} of {len(CASES)} ...")
        live(invented, cast, now)
    keep_absence(cast, local_day(now))
    for username, days in LEFT_AT_WORK.items():
        ended_at = Days(now, "no").ago(days)
        Seat.objects.using(OWNER).filter(person__username=username).update(to_at=ended_at)


def file_of(name: str) -> Path:
    found = next((folder / f"{name}.toml" for folder in FOLDERS if (folder / f"{name}.toml").exists()), None)
    if found is None:
        raise CannotGoOn(f"The demo's file {name}.toml is missing: take a fresh clone.")
    return found


def live(invented: Invented, cast: Cast, now: datetime) -> None:
    """One case, in one transaction: what breaks a rule leaves nothing half told."""
    author = cast.seats[invented.author]
    child = cast.children.get(invented.child) or somebody_new(invented.child, author, cast, local_day(now))
    days = Days(now, child.municipality.country)
    telling = Telling(
        child=child,
        story=told(invented.story, child=child.given_name, gender=invented.gender),
        by=author,
        at=days.ago(invented.begun),
        cast=cast,
        days=days,
        left=invented.begun,
        subject=invented.subject,
        pathway=invented.pathway,
    )
    with _whole_or_not_at_all():
        invented.way(telling, *invented.others)


@contextmanager
def _whole_or_not_at_all() -> Iterator[None]:
    """One transaction without a step back in it, and without waiting for the disk.

    A demo that is cut short is filled anew, so nothing is lost that anybody would miss, and filling it takes
    half the time.
    """
    features = connection.features
    before, features.uses_savepoints = features.uses_savepoints, False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local synchronous_commit = off")
            yield
    finally:
        features.uses_savepoints = before
