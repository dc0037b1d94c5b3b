"""From a municipality's file (TOML) to what it says, or to every fault in it with its line.

Read in the same manner as a pathway file. Every entry keeps its table, so that whoever finds a fault
later, against the pathway or against the database, can still say on which line it stands.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from laget.ops.municipality_names import as_they_look
from laget.ops.municipality_settings import read_phone, read_settings
from laget.ops.municipality_words import Kind, Theme
from laget.people.models import SeatRole
from laget.rules.pathway_file import Unreadable
from laget.rules.reading import Faults, Table
from laget.rules.subjects import HERSELF
from laget.rules.texts import LANGUAGES
from laget.rules.toml_faults import not_toml
from laget.rules.toml_lines import places_of
from laget.rules.unknown_words import unknown
from laget.rules.vocabulary import Country

FORMAT = 1
OLDEST = 23

Built = TypeVar("Built")


@dataclass(frozen=True)
class Entry:
    """A part of the file, with the table it was read from."""

    table: Table = field(repr=False, compare=False)


@dataclass(frozen=True)
class ServiceEntry(Entry):
    """A service of one's own, or one that another municipality has and shares: then `host` names it."""

    code: str
    name: str
    host: str
    serves: tuple[str, ...]


@dataclass(frozen=True)
class UnitEntry(Entry):
    code: str
    name: str
    service: str
    above: str
    phone: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class SeatEntry(Entry):
    unit: str
    role: str
    title: str
    groups: tuple[str, ...]
    since: date | None
    until: date | None


@dataclass(frozen=True)
class PersonEntry(Entry):
    username: str
    name: str
    language: str
    sign_in: str
    seats: tuple[SeatEntry, ...]


@dataclass(frozen=True)
class GuardianEntry(Entry):
    username: str
    name: str
    language: str
    sign_in: str
    kind: str
    parental_responsibility: bool


@dataclass(frozen=True)
class ChildEntry(Entry):
    given_name: str
    family_name: str
    age: int | None
    born: date | None
    unit: str
    group: str
    hidden_address: bool
    guardians: tuple[GuardianEntry, ...]

    @property
    def name(self) -> tuple[str, str]:
        return self.given_name, self.family_name


@dataclass(frozen=True)
class MunicipalityFile(Entry):
    code: str
    name: str
    country: str
    languages: tuple[str, ...]
    theme: str
    pathways: tuple[str, ...]
    staff_sign_in: str
    settings: dict[str, Any]
    services: tuple[ServiceEntry, ...]
    units: tuple[UnitEntry, ...]
    people: tuple[PersonEntry, ...]
    children: tuple[ChildEntry, ...]

    def refuse_faults(self) -> None:
        """Raises Unreadable when any fault has been found so far."""
        if self.table.faults.found:
            raise Unreadable(self.table.faults.found)


def read(text: str) -> MunicipalityFile:
    """What the file says. Its faults are kept in it, and `refuse_faults` raises them all at once."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable([not_toml(text, error)]) from None
    faults = Faults(places_of(text))
    top = Table(as_they_look(values, (), faults), (), faults)
    municipality = _municipality(top)
    top.done()
    return municipality


def _municipality(top: Table) -> MunicipalityFile:
    if top._take("format", int, f"the number {FORMAT}, the version of the language", 0, True) != FORMAT:
        top.fault("format", f"This program reads format {FORMAT}.")
    languages = _languages(top)
    return MunicipalityFile(
        table=top,
        code=top.name("code"),
        name=top.string("name", required=True),
        country=top.one_of("country", Country),
        languages=languages,
        theme=top.one_of("theme", Theme, default=Theme.FJORD),
        pathways=_pathways(top),
        staff_sign_in=top.string("staff_sign_in"),
        settings=read_settings(top.table("settings")),
        services=top.each("service", _service),
        units=top.each("unit", _unit),
        people=top.each("person", lambda table: _person(table, languages[0])),
        children=top.each("child", lambda table: _child(table, languages[0])),
    )


def _pathways(top: Table) -> tuple[str, ...]:
    """One, or a list of which the first is where a worry goes that nobody has said more of."""
    if not isinstance(top.values.get("pathway"), list):
        name = top.string("pathway", required=True, what="the name of a pathway, or a list of them")
        return (name,) if name else ()
    names = top.strings("pathway")
    if not names:
        top.fault("pathway", "“pathway” should name at least one.")
    for name in names:
        if names.count(name) > 1:
            top.fault("pathway", f"“{name}” stands here twice.")
            break
    return names


def _languages(top: Table) -> tuple[str, ...]:
    """At least one, the first being what people are spoken to in until they choose another."""
    languages = top.strings("languages")
    if not languages:
        top.fault("languages", "“languages” is missing: one or more of " + ", ".join(LANGUAGES) + ".")
    for language in languages:
        if language not in LANGUAGES:
            top.fault("languages", unknown(language, LANGUAGES))
    return languages or LANGUAGES[:1]


def _service(table: Table) -> ServiceEntry:
    host = table.string("host")
    if host:
        for key in ("name", "serves"):
            if key in table.values:
                table.fault(key, f"“{key}” is said in the file of “{host}”, which has the service.")
    return ServiceEntry(
        table=table,
        code=table.name("code"),
        name=table.string("name", required=not host),
        host=host,
        serves=table.strings("serves"),
    )


def _unit(table: Table) -> UnitEntry:
    return UnitEntry(
        table=table,
        code=table.name("code"),
        name=table.string("name", required=True),
        service=table.string("service", required=True),
        above=table.string("above"),
        phone=read_phone(table),
        groups=table.strings("groups"),
    )


def _person(table: Table, language: str) -> PersonEntry:
    return PersonEntry(
        table=table,
        username=table.name("username"),
        name=table.string("name", required=True),
        language=_language(table, language),
        sign_in=table.string("sign_in"),
        seats=_rows(table, "seat", _seat),
    )


def _seat(table: Table) -> SeatEntry:
    role = table.string("role", required=True)
    if role and role not in SeatRole.values:
        table.fault("role", unknown(role, SeatRole.values))
    since, until = table.day("from"), table.day("to")
    if since and until and until <= since:
        table.fault("to", "“to” should be a day after “from”.")
    return SeatEntry(
        table=table,
        unit=table.string("unit", required=True),
        role=role,
        title=table.string("title", required=True),
        groups=table.strings("groups"),
        since=since,
        until=until,
    )


def _child(table: Table, language: str) -> ChildEntry:
    age = table._take("age", int, "a number of years", None, False)
    born = table.day("born")
    if (age is None) == (born is None):
        table.fault("age", "A child has “age” or “born”, one of the two.")
    if age is not None and not 0 <= age < OLDEST:
        table.fault("age", f"“age” should be from 0 to {OLDEST - 1}.")
    return ChildEntry(
        table=table,
        given_name=table.string("given_name", required=True),
        family_name=table.string("family_name", required=True),
        age=age,
        born=born,
        unit=table.string("unit"),
        group=table.string("group"),
        hidden_address=table.truth("hidden_address"),
        guardians=_rows(table, "guardian", lambda row: _guardian(row, language)),
    )


def _guardian(table: Table, language: str) -> GuardianEntry:
    if "parental_responsibility" not in table.values:
        table.fault("parental_responsibility", "“parental_responsibility” is missing: true or false.")
    if table.values.get("kind") == HERSELF and table.values.get("parental_responsibility"):
        table.fault("parental_responsibility", "Nobody has parental responsibility for oneself: write false.")
    return GuardianEntry(
        table=table,
        username=table.name("username"),
        name=table.string("name", required=True),
        language=_language(table, language),
        sign_in=table.string("sign_in"),
        kind=table.one_of("kind", Kind),
        parental_responsibility=table.truth("parental_responsibility"),
    )


def _rows(table: Table, key: str, build: Callable[[Table], Built]) -> tuple[Built, ...]:
    if key not in table.values:
        table.fault("", f"“{key}” is missing: one or more.")
    return table.each(key, build)


def _language(table: Table, default: str) -> str:
    language = table.string("language", default=default)
    if language not in LANGUAGES:
        table.fault("language", unknown(language, LANGUAGES))
    return language
