"""What must hold between the parts of a municipality's file, and between the file and its pathway."""

from collections import Counter
from collections.abc import Iterable, Sequence

from laget.ops.municipality_file import Entry, MunicipalityFile, SeatEntry, UnitEntry
from laget.ops.municipality_sign_in import check_sign_in
from laget.people.models import SeatRole
from laget.rules.pathway import Pathway
from laget.rules.unknown_words import unknown
from laget.rules.vocabulary import service_of
from laget.rules.written import asked_for


def check(file: MunicipalityFile) -> None:
    """Adds every fault found to the file's own."""
    _once(file.services, "code")
    _once(file.units, "code")
    _once(file.people, "username")
    _once(file.children, "name")
    _check_units(file)
    _check_seats(file)
    _check_leaders(file)
    _check_children(file)
    _check_guardians(file)
    check_sign_in(file)


def check_pathways(file: MunicipalityFile, pathways: Sequence[Pathway]) -> None:
    """That each is written for such a municipality, and that people can tell them apart and choose them."""
    for pathway in pathways:
        for key, message in _faults_of(pathway, file):
            file.table.fault(key, f"“{pathway.name}” {message}")
    _check_told_apart(file, pathways)
    for pathway in pathways[1:]:
        if not pathway.categories:
            said = (
                f"“{pathway.name}” has no category, so nobody could choose it: give it one, or name it first."
            )
            file.table.fault("pathway", said)


def _faults_of(pathway: Pathway, file: MunicipalityFile) -> Iterable[tuple[str, str]]:
    if pathway.country != file.country:
        yield "pathway", f"is written for “{pathway.country}”, not for “{file.country}”."
    for language in file.languages:
        if language not in pathway.languages:
            yield "languages", f"has no texts in “{language}”."
    services = {service.code for service in file.services}
    for category in pathway.categories:
        if category.services and not category.services & services:
            wanted = " or ".join(f"“{code}”" for code in sorted(category.services))
            yield "pathway", f"lets {wanted} report “{category.id}”, and no service here has such a code."
    for fact in sorted({fact for level in pathway.levels for fact in asked_for(level)}):
        if (service := service_of(fact)) and service not in services:
            yield "pathway", f"asks for “{fact}”, and no service here has the code “{service}”."


def _check_told_apart(file: MunicipalityFile, pathways: Sequence[Pathway]) -> None:
    for name in _twice(pathway.name for pathway in pathways):
        file.table.fault("pathway", f"Two of these are called “{name}”: give one of them another “name”.")
    for language in file.languages:
        for title in _twice(pathway.title.said(language) for pathway in pathways):
            said = f"Two of these have the title “{title}”: nobody could tell them apart."
            file.table.fault("pathway", said)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _once(entries: Iterable[Entry], key: str) -> None:
    seen = set()
    for entry in entries:
        said = getattr(entry, key)
        if said in seen:
            shown = said if isinstance(said, str) else " ".join(said)
            entry.table.fault(key, f"“{shown}” stands here twice.")
        seen.add(said)


def _check_units(file: MunicipalityFile) -> None:
    services, units = {service.code for service in file.services}, {unit.code for unit in file.units}
    for unit in file.units:
        if unit.service not in services:
            unit.table.fault("service", unknown(unit.service, services))
        if unit.above and unit.above not in units:
            unit.table.fault("above", unknown(unit.above, units))
        if len(set(unit.groups)) < len(unit.groups):
            unit.table.fault("groups", "A group stands here twice.")


def _check_seats(file: MunicipalityFile) -> None:
    units = {unit.code: unit for unit in file.units}
    for seat in _seats(file):
        if seat.unit in units and not units[seat.unit].groups:
            _check_works_with(seat, units)
        else:
            _check_place(seat, units, seat.groups, "groups")


def _check_works_with(seat: SeatEntry, units: dict[str, UnitEntry]) -> None:
    """A health nurse's schools: the groups of a seat of another service are those of other units."""
    with_groups = {code: unit.groups for code, unit in units.items() if unit.groups}
    for named in seat.groups:
        code, slash, group = named.partition("/")
        if code not in with_groups:
            seat.table.fault("groups", unknown(code, with_groups))
        elif slash and group not in with_groups[code]:
            seat.table.fault("groups", unknown(group, with_groups[code]))


def _check_place(entry: Entry, units: dict[str, UnitEntry], groups: Iterable[str], key: str) -> None:
    code = entry.unit  # type: ignore[attr-defined]
    if code not in units:
        entry.table.fault("unit", unknown(code, units))
        return
    for group in groups:
        if group not in units[code].groups:
            entry.table.fault(key, unknown(group, units[code].groups))


def _check_leaders(file: MunicipalityFile) -> None:
    """A worry is told to a leader: going up from every unit there must be one, and an end."""
    led = {seat.unit for seat in _seats(file) if seat.role == SeatRole.LEADER and not seat.until}
    above = {unit.code: unit.above for unit in file.units}
    for unit in file.units:
        way, here = [unit.code], unit.above
        while here and here not in way:
            way.append(here)
            here = above.get(here, "")
        if here:
            unit.table.fault("above", f"“{unit.code}” is above itself: " + " → ".join([*way, here]) + ".")
        elif not led & set(way):
            unit.table.fault("", f"Nobody leads “{unit.code}” or a unit above it: whom to tell?")


def _seats(file: MunicipalityFile) -> Iterable[SeatEntry]:
    return (seat for person in file.people for seat in person.seats)


def _check_children(file: MunicipalityFile) -> None:
    units = {unit.code: unit for unit in file.units}
    for child in file.children:
        if child.unit or child.group:
            _check_place(child, units, (child.group,), "group")


def _check_guardians(file: MunicipalityFile) -> None:
    """An account may stand with several children, and is the same person then; staff have other accounts."""
    staff = {person.username for person in file.people}
    names: dict[str, str] = {}
    for child in file.children:
        _once(child.guardians, "username")
        for guardian in child.guardians:
            name = guardian.username
            if name in staff:
                guardian.table.fault("username", f"“{name}” works here: a guardian has another account.")
            if names.setdefault(name, guardian.name) != guardian.name:
                guardian.table.fault("name", f"“{name}” is called {names[name]} further up in this file.")
