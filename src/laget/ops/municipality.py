"""`laget municipality add FILE`: a municipality from one readable file.

Adding again brings names up to date and adds what is new. Nothing is ever deleted: people, groups and
children that no longer stand in the file stay as they are. Only the groups a seat works with are just those,
and a child's guardians just those who stand there.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar
from zlib import crc32
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from laget.foundation import clock
from laget.ops import CannotGoOn, say
from laget.ops.municipality_check import check, check_pathways
from laget.ops.municipality_file import ChildEntry, MunicipalityFile, SeatEntry, ServiceEntry, read
from laget.ops.municipality_known import check_against_known
from laget.ops.municipality_sign_in import keep_ties
from laget.pathway.models import PathwayVersion
from laget.pathway.publishing import AlreadyPublished, publish, use_only
from laget.people.models import Child, Group, Guardianship, Municipality, Person, Seat, Service, Unit
from laget.rules import pathway_file
from laget.rules.pathway import Pathway
from laget.rules.pathway_file import Unreadable
from laget.rules.subjects import Record

OWNER = "owner"
SHIPPED = (Path(__file__).parents[3] / "pathways", Path(__file__).parents[1] / "shipped" / "pathways")

Row = TypeVar("Row", bound=Model)


def add(path: str | Path, *, now: datetime | None = None, begun_at: datetime | None = None) -> Municipality:
    """Makes or updates the municipality. Raises CannotGoOn with every fault of the file, each with its line.

    `begun_at` is when seats without a “from” began; it is now, except in the demo, whose people have a past.
    """
    path, now = Path(path), now or clock.now()
    try:
        file = _usable(path, clock.local_day(now))
        with transaction.atomic(using=OWNER):
            municipality = _write(file, now, begun_at or now)
            versions = _publish(file, path, municipality, now)
    except Unreadable as error:
        said = "\n".join(f"  {fault}" for fault in error.faults)
        raise CannotGoOn(f"{path} cannot be used:\n{said}") from None
    except RecursionError:
        raise CannotGoOn(f"{path} cannot be read: its brackets stand too deep.") from None
    except AlreadyPublished as error:
        raise CannotGoOn(f"{error} Give the file another “version”.") from None
    pathways = ", ".join(f"{version.name} version {version.version}" for version in versions)
    say(f"{municipality.name}: {len(file.units)} units, {len(file.people)} people, pathway {pathways}.")
    return municipality


def _usable(path: Path, today: date) -> MunicipalityFile:
    file = read(_text(path))
    check(file)
    check_against_known(file, today)
    check_pathways(file, [_pathway(name, path) for name in file.pathways])
    file.refuse_faults()
    return file


def _publish(
    file: MunicipalityFile, path: Path, municipality: Municipality, now: datetime
) -> list[PathwayVersion]:
    """All that the file names, and no other is in use from now on."""
    texts = [_pathway_text(name, path) for name in file.pathways]
    versions = [publish(municipality=municipality, text=text, now=now) for text in texts]
    use_only(municipality=municipality, names=[version.name for version in versions])
    return versions


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CannotGoOn(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CannotGoOn(f"{path} is not written in UTF-8: save it so in your editor.") from None


def _pathway(name: str, path: Path) -> Pathway:
    """Its faults stand on lines of its own file, and not of the municipality's."""
    try:
        return pathway_file.read(_pathway_text(name, path))
    except Unreadable as error:
        said = "\n".join(f"  {fault}" for fault in error.faults)
        raise CannotGoOn(f"The pathway “{name}” of {path} cannot be used:\n{said}") from None


def _pathway_text(name: str, path: Path) -> str:
    """A name ending in .toml lies beside the municipality's file; another is one that comes with Laget."""
    if name.endswith(".toml"):
        return _text(path.parent / name)
    shipped = {found.stem: found for folder in SHIPPED for found in folder.glob("*.toml")}
    if name not in shipped:
        known = ", ".join(sorted(shipped))
        raise CannotGoOn(f"{path}: no pathway “{name}” comes with Laget. Known: {known}.")
    return _text(shipped[name])


def _write(file: MunicipalityFile, now: datetime, begun_at: datetime) -> Municipality:
    municipality = _keep_municipality(file)
    services = _keep_services(file, municipality)
    units = _keep_units(file, municipality, services)
    groups = _keep_groups(file, units)
    people = _keep_people(((entry.username, entry.name, entry.language) for entry in file.people), staff=True)
    for entry in file.people:
        for seat in entry.seats:
            held = _keep_seat(seat, people[entry.username], units[seat.unit], begun_at)
            _keep_groups_of(held, [groups[place] for place in _works_with(seat, file)])
    _keep_children(file, municipality, groups, clock.local_day(now))
    keep_ties(file)
    return municipality


def _keep_municipality(file: MunicipalityFile) -> Municipality:
    serves = {service.code: list(service.serves) for service in file.services if service.serves}
    municipality, _made = Municipality.objects.using(OWNER).update_or_create(
        code=file.code,
        defaults={
            "name": file.name,
            "country": file.country,
            "languages": list(file.languages),
            "theme": file.theme,
            "settings": {**file.settings, "serves": serves},
        },
    )
    return municipality


def _keep_services(file: MunicipalityFile, municipality: Municipality) -> dict[str, Service]:
    return {entry.code: _keep_service(entry, municipality) for entry in file.services}


def _keep_service(entry: ServiceEntry, municipality: Municipality) -> Service:
    """Tied to those it serves who are here already; the others are tied when their own file is added."""
    services = Service.objects.using(OWNER)
    service = services.filter(code=entry.code, serves__code=entry.host or municipality.code).first()
    if service is None:
        service = services.create(code=entry.code, name=entry.name)
    elif not entry.host and service.name != entry.name:
        service.name = entry.name
        service.save(using=OWNER)
    served = Municipality.objects.using(OWNER).filter(code__in=[municipality.code, *entry.serves])
    _tie(Service.serves.through(service=service, municipality=each) for each in served)
    return service


def _keep_units(
    file: MunicipalityFile, municipality: Municipality, services: dict[str, Service]
) -> dict[str, Unit]:
    _upsert(
        Unit,
        (
            Unit(
                municipality=municipality,
                service=services[entry.service],
                code=entry.code,
                name=entry.name,
                phone=entry.phone,
            )
            for entry in file.units
        ),
        by=["code"],
        update=["name", "service", "phone"],
    )
    codes = [entry.code for entry in file.units]
    units = {unit.code: unit for unit in Unit.objects.using(OWNER).filter(code__in=codes)}
    for entry in file.units:
        units[entry.code].above = units.get(entry.above)
    Unit.objects.using(OWNER).bulk_update(units.values(), ["above"])
    return units


def _keep_groups(file: MunicipalityFile, units: dict[str, Unit]) -> dict[tuple[str, str], Group]:
    _upsert(
        Group,
        (Group(unit=units[entry.code], name=name) for entry in file.units for name in entry.groups),
        by=["unit", "name"],
        update=["name"],
    )
    kept = Group.objects.using(OWNER).filter(unit__in=units.values()).select_related("unit")
    return {(group.unit.code, group.name): group for group in kept}


def _keep_people(entries: Iterable[tuple[str, str, str]], *, staff: bool) -> dict[str, Person]:
    """Only the name is brought up to date: the language is the person's own choice by now."""
    people = {
        username: Person(username=username, name=name, language=language, is_staff=staff)
        for username, name, language in entries
    }
    _upsert(Person, people.values(), by=["username"], update=["name"])
    return {person.username: person for person in Person.objects.using(OWNER).filter(username__in=people)}


def _keep_seat(entry: SeatEntry, person: Person, unit: Unit, begun_at: datetime) -> Seat:
    """A seat that has ended stays ended; one that begins after that end is a new one."""
    begins = _midnight(entry.since) if entry.since else begun_at
    ends = _midnight(entry.until) if entry.until else None
    seats = Seat.objects.using(OWNER).filter(person=person, unit=unit, role=entry.role)
    held = seats.order_by("from_at").last()
    if held is None or (held.to_at and entry.since and begins >= held.to_at):
        held = Seat(person=person, unit=unit, role=entry.role, title=entry.title, from_at=begins, to_at=ends)
        held.save(using=OWNER, force_insert=True)
    elif held.title != entry.title or (ends and held.to_at != ends):
        held.title, held.to_at = entry.title, ends or held.to_at
        held.save(using=OWNER)
    return held


def _works_with(seat: SeatEntry, file: MunicipalityFile) -> list[tuple[str, str]]:
    """Unit and group. A seat at a unit without groups names others': `elva`, all of them, or `elva/1A`."""
    units = {unit.code: unit.groups for unit in file.units}
    if units[seat.unit]:
        return [(seat.unit, name) for name in seat.groups]
    named = (name.partition("/") for name in seat.groups)
    return [(code, group) for code, _slash, one in named for group in ([one] if one else units[code])]


def _keep_groups_of(seat: Seat, groups: list[Group]) -> None:
    """Just these: whoever no longer works with a group no longer finds its children."""
    ties = Seat.groups.through._default_manager.using(OWNER)
    ties.filter(seat=seat).exclude(group__in=groups).delete()
    _tie(Seat.groups.through(seat=seat, group=group) for group in groups)


def _keep_children(
    file: MunicipalityFile, municipality: Municipality, groups: dict[tuple[str, str], Group], today: date
) -> None:
    everybody = (each for child in file.children for each in child.guardians)
    guardians = _keep_people(((each.username, each.name, each.language) for each in everybody), staff=False)
    known = {
        (child.given_name, child.family_name): child
        for child in Child.objects.using(OWNER).filter(municipality=municipality, kind=Record.CHILD)
    }
    for entry in file.children:
        child = known.get(entry.name) or Child(municipality=municipality)
        child.given_name, child.family_name = entry.name
        child.group = groups.get((entry.unit, entry.group))
        child.hidden_address = entry.hidden_address
        if entry.born or not child.born_on:
            child.born_on = entry.born or _born_on(entry, today)
        child.save(using=OWNER)
        _keep_guardians(entry, child, guardians, today)


def _keep_guardians(entry: ChildEntry, child: Child, guardians: dict[str, Person], today: date) -> None:
    """Whoever no longer stands there, as after a judgment, finds nothing of the child from today on."""
    kept = [guardians[guardian.username] for guardian in entry.guardians]
    known = Guardianship.objects.using(OWNER).filter(child=child, to_on=None)
    known.exclude(guardian__in=kept).update(to_on=today)
    _upsert(
        Guardianship,
        (
            Guardianship(
                child=child,
                guardian=guardians[guardian.username],
                kind=guardian.kind,
                parental_responsibility=guardian.parental_responsibility,
                from_on=child.born_on or today,
            )
            for guardian in entry.guardians
        ),
        by=["child", "guardian"],
        update=["kind", "parental_responsibility", "to_on"],
    )


def _upsert(model: type[Row], rows: Iterable[Row], *, by: list[str], update: list[str]) -> None:
    """New rows are added; those that are there get the columns in `update`, in one statement."""
    model._default_manager.using(OWNER).bulk_create(
        list(rows), update_conflicts=True, unique_fields=by, update_fields=update
    )


def _tie(rows: Iterable[Model]) -> None:
    """Rows of a table between two others, those that are there already left out."""
    rows = list(rows)
    if rows:
        type(rows[0])._default_manager.using(OWNER).bulk_create(rows, ignore_conflicts=True)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))


def _born_on(entry: ChildEntry, today: date) -> date:
    """A birthday that gives the age today, the same day of the year whenever it is worked out."""
    days_since_birthday = crc32(" ".join(entry.name).encode()) % 360
    latest = today - timedelta(days=days_since_birthday)
    return date(latest.year - (entry.age or 0), latest.month, min(latest.day, 28))
