"""Who is in the invented life, found once, and the days it happens on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from django.conf import settings

from laget.foundation.calendar import days_in
from laget.foundation.clock import local_day
from laget.people.models import Child, Group, Seat, Service

OWNER = "owner"
SUMMER = ((6, 20), (8, 16))
LATELY = timedelta(days=75)
SCHOOL_YEARS = 900  # days


@dataclass(frozen=True)
class Cast:
    """Everybody of the demo by name: seats by username, children by both names, services by municipality."""

    seats: dict[str, Seat]
    children: dict[str, Child]
    services: dict[tuple[str, str], Service]
    groups: list[Group]

    def service(self, child: Child, code: str) -> Service:
        """The one that serves the child's municipality."""
        return self.services[child.municipality.code, code]


def find_cast() -> Cast:
    """As the owner, since nobody in it may see all of it."""
    seats = Seat.objects.using(OWNER).select_related("person", "unit__service", "unit__municipality")
    children = Child.objects.using(OWNER).select_related("municipality", "group__unit")
    services = Service.objects.using(OWNER).prefetch_related("serves")
    return Cast(
        seats={seat.person.username: seat for seat in seats.order_by("-unit__code")},
        children={child.name: child for child in children},
        services={
            (each.code, service.code): service for service in services for each in service.serves.all()
        },
        groups=list(Group.objects.using(OWNER).select_related("unit")),
    )


class Days:
    """The working days of the last school years, counted backwards from `now`: day 0 is the last whole one.

    Summers are left out, but not one that has only just been: then there would be nothing to see today.
    """

    def __init__(self, now: datetime, country: str) -> None:
        self.now, self.days = now, days_in(country)
        last = local_day(now - timedelta(hours=11))
        every = (last - timedelta(days=number) for number in range(SCHOOL_YEARS))
        self.past = [day for day in every if self._is_lived(day)]

    def ago(self, number: int) -> datetime:
        """The morning of that working day."""
        return moment(self.past[number], 8)

    def ahead(self, number: int, hour: int = 9) -> datetime:
        """That many working days from today."""
        day = local_day(self.now)
        while number:
            day += timedelta(days=1)
            number -= self.days.is_working(day)
        return moment(day, hour)

    def _is_lived(self, day: date) -> bool:
        is_summer = SUMMER[0] <= (day.month, day.day) <= SUMMER[1]
        return self.days.is_working(day) and (not is_summer or local_day(self.now) - day < LATELY)


def moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)


def quarter(anything: Any) -> timedelta:
    """Some time of the morning, always the same for the same thing: not everybody writes at eight sharp."""
    return timedelta(minutes=15 * (crc32(repr(anything).encode()) % 18))
