"""What a municipality's file may not take: others' units, accounts, children, unshared services."""

from datetime import timedelta

from laget.ops.municipality_file import MunicipalityFile, ServiceEntry
from laget.people.models import Child, Municipality, Person, Unit
from laget.rules.subjects import Record

OWNER = "owner"
# A file that gave only the age is followed by one that gives the day; more than this is another child.
A_YEAR = timedelta(days=366)


def check_against_known(file: MunicipalityFile) -> None:
    """Adds every fault found to the file's own."""
    for service in file.services:
        if service.host:
            _check_host(service, file.code)
    _check_units(file)
    _check_people(file)
    _check_children(file)


def _check_host(service: ServiceEntry, code: str) -> None:
    """Who has a service says whom it serves: nobody helps themselves to another's child welfare."""
    host = Municipality.objects.using(OWNER).filter(code=service.host).first()
    if host is None:
        service.table.fault("host", f"There is no municipality “{service.host}” yet: add its file first.")
    elif code not in host.settings.get("serves", {}).get(service.code, ()):
        service.table.fault("host", f"{host.name}’s file does not say that “{service.code}” serves “{code}”.")


def _check_units(file: MunicipalityFile) -> None:
    codes = [unit.code for unit in file.units]
    taken = dict(
        Unit.objects.using(OWNER)
        .filter(code__in=codes)
        .exclude(municipality__code=file.code)
        .values_list("code", "municipality__name")
    )
    for unit in file.units:
        if unit.code in taken:
            unit.table.fault("code", f"{taken[unit.code]} has a unit “{unit.code}”: choose another code.")


def _check_people(file: MunicipalityFile) -> None:
    """An account is staff or family, for good, and belongs to the municipality that gave it.

    Whoever is called alike elsewhere would else read of a child who is not theirs.
    """
    staff = {person.username: person for person in file.people}
    family = {each.username: each for child in file.children for each in child.guardians}
    known = Person.objects.using(OWNER).filter(username__in=[*staff, *family])
    for person in known.prefetch_related("seats__unit__municipality", "guardianships__child__municipality"):
        homes = {seat.unit.municipality.code for seat in person.seats.all()}
        homes |= {each.child.municipality.code for each in person.guardianships.all()}
        if person.username in staff and (not person.is_staff or homes - {file.code}):
            table = staff[person.username].table
        elif person.username in family and (person.is_staff or homes - {file.code}):
            table = family[person.username].table
        else:
            continue
        table.fault("username", f"“{person.username}” is the account of somebody else: choose another.")


def _check_children(file: MunicipalityFile) -> None:
    """A name that is known is the same child: its cases, and those who follow them, are not another's."""
    here = Child.objects.using(OWNER).filter(municipality__code=file.code, kind=Record.CHILD)
    known = {(child.given_name, child.family_name): child.born_on for child in here}
    for child in file.children:
        born_on = known.get(child.name)
        if child.born and born_on and abs(child.born - born_on) > A_YEAR:
            said = (
                f"{' '.join(child.name)}, born {born_on}, is known here: this is another child. "
                "Laget cannot tell two of one name apart yet: write a middle name or an initial too."
            )
            child.table.fault("born", said)
