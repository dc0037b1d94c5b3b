"""Reading one table of a pathway file: each word checked, each fault with its line and a suggestion."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, TypeVar, overload

from laget.rules.bodies import Body
from laget.rules.conditions import Condition
from laget.rules.durations import Amount, Duration
from laget.rules.texts import LANGUAGES, Text
from laget.rules.toml_lines import Path, Place
from laget.rules.unknown_words import SUCH_AS, header, kind_of, no_amount, unknown, unknown_table
from laget.rules.unsayable import no_such_key
from laget.rules.vocabulary import SERVICES, Unit

Built = TypeVar("Built")
LEAP_YEAR = 2024
# What stands in for a time that could not be read, until the fault about it is told.
NO_TIME = Duration(1, Unit.DAYS)

NAME = re.compile(r"^[a-z0-9][a-z0-9_-]*$")
UNITS = "|".join(unit.removesuffix("s") for unit in Unit)
DURATION = re.compile(rf"^(\d{{1,12}}) ({UNITS})s?$")
PERCENT = re.compile(r"^(\d{1,3}) ?%$")
DAY_OF_YEAR = re.compile(r"^(\d\d)-(\d\d)$")


@dataclass(frozen=True, order=True)
class Fault:
    """Something in the file that cannot be used as it stands."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.message}"


@dataclass
class Faults:
    """The faults of one file, and where its tables and keys stand."""

    places: Mapping[Path, Place]
    languages: tuple[str, ...] = ()
    values: Mapping[str, Amount] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    found: list[Fault] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    known: dict[Path, set[str]] = field(default_factory=dict)
    strays: list[Path] = field(default_factory=list)
    tables: dict[Path, set[str]] = field(default_factory=dict)
    stray_tables: list[Path] = field(default_factory=list)
    lacking: list[tuple[Path, Path, str]] = field(default_factory=list)

    def tell_strays(self) -> None:
        """Each key that nobody reads where it stands. Often it stands too far down, below some [[…]]."""
        for path in self.strays:
            *around, key = path
            kind, word = kind_of(tuple(around)), str(key)
            outers = (kind[:end] for end in reversed(range(len(kind))))
            outer = next((each for each in outers if word in self.known.get(each, ())), None)
            if outer is None and path in self.stray_tables:
                self.at(path, unknown_table(kind, word, self.tables.get(kind, ())))
            elif outer is None:
                self.at(path, no_such_key(kind, word) or unknown(word, self.known.get(kind, ())))
            else:
                self.at(
                    path, f"“{word}” is not known here. It belongs to {header(outer)}: write it further up."
                )
        self.strays.clear()
        misspelt = {path[:-1] for path in self.stray_tables}
        for table, path, message in self.lacking:
            if table not in misspelt:
                self.at(path, message)

    def lacks(self, table: Path, path: Path, message: str) -> None:
        """Something is missing in `table`: no fault where a table stands in it that is only misspelt."""
        self.lacking.append((table, path, message))

    def at(self, path: Path, message: str) -> None:
        self.found.append(Fault(*self.place(path), message))

    def place(self, path: Path) -> Place:
        """Where `path` stands, or the first of what belongs to it, or the nearest table around it."""
        while path and path not in self.places:
            inside = [place for each, place in self.places.items() if each[: len(path)] == path]
            if inside:
                return min(inside)
            path = path[:-1]
        return self.places.get(path, Place(1, 1))


class Table:
    """One table. Every `take_*` reads a key; `done()` faults those that nobody read."""

    def __init__(self, values: Any, path: Path, faults: Faults) -> None:
        self.path, self.faults = path, faults
        self.values: dict[str, Any] = values if isinstance(values, dict) else {}
        self.read: set[str] = set()
        if not isinstance(values, dict):
            self.fault("", f"Write each of these under a line of its own: {header(kind_of(path))}.")

    def fault(self, key: str, message: str) -> None:
        self.faults.at((*self.path, key) if key else self.path, message)

    def _take(self, key: str, expected: type, what: str, default: Any, required: bool) -> Any:
        self.read.add(key)
        if key not in self.values:
            if required:
                self.fault("", f"“{key}” is missing: {what}.")
            return default
        value = self.values[key]
        if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
            self.fault(key, f"“{key}” should be {what}.")
            return default
        return value

    def string(
        self, key: str, *, default: str = "", required: bool = False, what: str = "a text in quotes"
    ) -> str:
        return str(self._take(key, str, what, default, required))

    def name(self, key: str = "id", *, required: bool = True) -> str:
        value = self.string(key, required=required)
        if value and not NAME.match(value):
            self.fault(key, f"“{value}” should be small letters a–z, digits, _ and -, for it is a name.")
        return value

    def truth(self, key: str) -> bool:
        return bool(self._take(key, bool, "true or false", False, False))

    def number(self, key: str, what: str, *, required: bool = True) -> int | None:
        value: int | None = self._take(key, int, what, None, required)
        return value

    def percent(self, key: str) -> int | None:
        """Of a text such as `10 %`."""
        value = self.string(key, what="a share such as “10 %”, in quotes")
        match = PERCENT.match(value)
        if match and 0 < int(match[1]) <= 100:
            return int(match[1])
        if value:
            self.fault(key, f"“{value}” should be a share such as “10 %”.")
        return None

    def day(self, key: str, *, required: bool = False) -> date | None:
        value: date | None = self._take(
            key, date, "a date such as 2026-08-01, without quotes", None, required
        )
        if isinstance(value, datetime):
            self.fault(key, f"“{key}” should be a date such as 2026-08-01, without a time of day.")
            return None
        return value

    def one_of(self, key: str, words: type[StrEnum], *, default: str = "") -> str:
        known = [str(word) for word in words]
        value = self._take(key, str, f"one of {', '.join(known)}", default, not default)
        if value in known:
            return str(value)
        if value:
            self.fault(key, unknown(value, known))
        return default or known[0]

    def strings(self, key: str) -> tuple[str, ...]:
        values = self._take(key, list, "a list of texts", [], False)
        if not all(isinstance(value, str) for value in values):
            self.fault(key, f"“{key}” should be a list of texts.")
            return ()
        return tuple(values)

    def services(self) -> frozenset[str]:
        named = self.strings("services")
        for service in named:
            if service not in SERVICES:
                self.fault("services", unknown(service, SERVICES))
        return frozenset(named)

    def text(self, key: str, *, required: bool = False) -> Text:
        values = self._take(key, dict, f"a text per language, as {key}.nb = “…”", {}, required)
        for language, said in values.items():
            if language not in LANGUAGES:
                self.faults.at((*self.path, key, language), unknown(language, LANGUAGES))
            elif not isinstance(said, str) or not said.strip():
                self.faults.at((*self.path, key, language), f"“{key}.{language}” should be a text in quotes.")
        missing = [language for language in self.faults.languages if language not in values]
        if values and missing:
            self.fault(key, f"“{key}” has no text in {', '.join(missing)}.")
        return Text({language: " ".join(str(said).split()) for language, said in values.items()})

    @overload
    def duration(self, key: str, *, required: Literal[True]) -> Duration: ...
    @overload
    def duration(self, key: str) -> Duration | None: ...
    def duration(self, key: str, *, required: bool = False) -> Duration | None:
        value = self.string(key, required=required, what=f"an amount of time, {SUCH_AS}")
        match = DURATION.match(value)
        found = Duration(int(match[1]), Unit(f"{match[2]}s")) if match and int(match[1]) > 0 else None
        if found and not found.too_long:
            return found
        if value:
            self.fault(key, found.too_long if found else no_amount(value))
        return NO_TIME if required else None

    @overload
    def amount(self, key: str, *, required: Literal[True]) -> Amount: ...
    @overload
    def amount(self, key: str) -> Amount | None: ...
    def amount(self, key: str, *, required: bool = False) -> Amount | None:
        """A duration, or the name of a `[[value]]`."""
        name = self.values.get(key)
        if isinstance(name, str) and NAME.match(name) and not name[0].isdigit():
            self.read.add(key)
            self.faults.used.add(name)
            if name not in self.faults.values:
                self.faults.lacks((), (*self.path, key), unknown(name, self.faults.values))
            return self.faults.values.get(name, Amount(NO_TIME))
        found = self.duration(key, required=True) if required else self.duration(key)
        return Amount(found) if found else None

    def body(self, key: str) -> Body | None:
        """The `[[body]]` of that name."""
        name = self.string(key)
        if name and name not in self.faults.bodies:
            self.faults.lacks((), (*self.path, key), unknown(name, self.faults.bodies))
        return self.faults.bodies.get(name)

    def day_of_year(self, key: str) -> tuple[int, int] | None:
        """Month and day, of a text such as `06-20`."""
        value = self.string(key)
        match = DAY_OF_YEAR.match(value)
        try:
            found = date(LEAP_YEAR, int(match[1]), int(match[2])) if match else None
        except ValueError:
            found = None
        if value and not found:
            self.fault(key, f"“{value}” should be a day of the year, month first, such as “06-20”.")
        return (found.month, found.day) if found else None

    def days(self, key: str) -> tuple[date, ...]:
        values = self._take(key, list, "a list of dates", [], False)
        if not all(isinstance(value, date) and not isinstance(value, datetime) for value in values):
            self.fault(key, f"“{key}” should be a list of dates.")
            return ()
        return tuple(values)

    def table(self, key: str) -> "Table":
        """The one table of that name; an empty one where there is none."""
        self.read.add(key)
        return Table(self.values.get(key, {}), (*self.path, key), self.faults)

    def tables(self, key: str) -> list["Table"]:
        inner = header(kind_of((*self.path, key)))
        self.faults.tables.setdefault(kind_of(self.path), set()).add(key)
        what = f"one or more {inner}, each in double brackets"
        if isinstance(self.values.get(key), dict) and (*self.path, key) not in self.faults.places:
            what += f": write {inner} above what belongs to it"
            self.read.add(key)
            self.faults.lacks(self.path, (*self.path, key), f"“{key}” should be {what}.")
            return []
        rows = self._take(key, list, what, [], False)
        return [Table(row, (*self.path, key, number), self.faults) for number, row in enumerate(rows)]

    def each(self, key: str, build: Callable[["Table"], Built]) -> tuple[Built, ...]:
        built = []
        for table in self.tables(key):
            built.append(build(table))
            table.done()
        return tuple(built)

    def done(self) -> None:
        self.faults.known.setdefault(kind_of(self.path), set()).update(self.read)
        strays = sorted(self.values.keys() - self.read)
        self.faults.strays += [(*self.path, key) for key in strays]
        self.faults.stray_tables += [(*self.path, key) for key in strays if _is_table(self.values[key])]
        if not self.path:
            self.faults.tell_strays()


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def read_condition(table: Table) -> Condition:
    return Condition(frozenset(table.strings("when")), frozenset(table.strings("unless")))
