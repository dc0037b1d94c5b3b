"""What a municipality's file may not take: others' units, accounts, children, unshared services."""

from datetime import date, timedelta

from laget.ops.municipality_file import ChildEntry, GuardianEntry, MunicipalityFile, PersonEntry, ServiceEntry
from laget.ops.municipality_sign_in import check_ties
from laget.people.models import Child, Municipality, Person, Unit
from laget.rules.subjects import Record, age

OWNER = "owner"
# A file that gave only the age is followed by one that gives the day; more than this is another child.
A_YEAR = timedelta(days=366)


def check_against_known(file: MunicipalityFile, today: date) -> None:
    """Adds every fault found to the file's own."""
    for service in file.services:
        if service.host:
            _check_host(service, file.code)
    _check_units(file)
    _check_people(file)
    _check_children(file, today)
    check_ties(file)


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
            _check_who(person, staff.get(person.username) or family[person.username], file)
            continue
        table.fault("username", f"“{person.username}” is the account of somebody else: choose another.")


def _check_who(person: Person, said: PersonEntry | GuardianEntry, file: MunicipalityFile) -> None:
    """A family name may become another, and a first name may not: whoever gets a known account gets what it
    may see. Nor may both the name and all the children be others."""
    cared_for = {(each.child.given_name, each.child.family_name) for each in person.guardianships.all()}
    cares_for = {
        child.name
        for child in file.children
        if person.username in {each.username for each in child.guardians}
    }
    is_another = person.name.split()[:1] != said.name.split()[:1]
    if is_another or (person.name != said.name and cared_for and not cared_for & cares_for):
        told = f"“{person.username}” is the account of {person.name}: another person needs another username."
        said.table.fault("username", told)


def _check_children(file: MunicipalityFile, today: date) -> None:
    """A name that is known is the same child: its cases, and those who follow them, are not another's."""
    here = Child.objects.using(OWNER).filter(municipality__code=file.code, kind=Record.CHILD)
    here = here.prefetch_related("guardianships__guardian")
    known = {(child.given_name, child.family_name): child for child in here}
    for said in file.children:
        child = known.get(said.name)
        if child and child.born_on and not _is_the_same(said, child, child.born_on, today):
            told = (
                f"{' '.join(said.name)}, born {child.born_on}, is known here: this is another child. "
                "Laget cannot tell two of one name apart yet: write a middle name or an initial too. "
                "If it is the same child, write that day."
            )
            said.table.fault("born", told)


def _is_the_same(said: ChildEntry, child: Child, born_on: date, today: date) -> bool:
    """The day of birth may be corrected by up to a year, while somebody who cares for the child stays."""
    if said.born == born_on:
        return True
    if said.born:
        is_near = abs(said.born - born_on) <= A_YEAR
    else:
        is_near = abs((said.age or 0) - age(born_on, today)) <= 1
    caring = {each.guardian.username for each in child.guardianships.all() if each.to_on is None}
    return is_near and (not caring or bool(caring & {each.username for each in said.guardians}))
