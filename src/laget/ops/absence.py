"""`laget absence add FILE.csv`: the days children were away, as their school has written them.

All of a file or nothing of it. The same file once more changes nothing, and a line with the share 0 takes a
day back.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from laget.absence.services import Said, keep
from laget.foundation import clock
from laget.ops import CannotGoOn, say
from laget.people.models import Child
from laget.rules.names import plain
from laget.rules.subjects import Record
from laget.rules.unknown_words import unknown
from laget.rules.vocabulary import AbsenceKind

OWNER = "owner"
COLUMNS = ("unit", "given_name", "family_name", "date", "kind", "share")
SMALLEST = Decimal("0.01")
LARGEST = 20_000_000  # bytes: a school year of ten thousand children, which takes half a minute
Named = tuple[str, str, str]


class Wrong(Exception):
    """What is wrong with one line."""


@dataclass(frozen=True)
class Line:
    number: int
    cells: dict[str, str]


def add(path: str | Path, *, now: datetime | None = None) -> None:
    """Raises CannotGoOn with every fault of the file, each with its line."""
    lines = _lines(Path(path))
    children = _children({line.cells["unit"] for line in lines})
    today = clock.local_day(now or clock.now())
    said: dict[tuple[object, date, str], Said] = {}
    faults = []
    for line in lines:
        try:
            one = _said(line.cells, children, today)
            if said.setdefault((one.child.pk, one.on, one.kind), one).share != one.share:
                raise Wrong("the same child, date and kind stand further up with another share")
        except Wrong as wrong:
            faults.append(f"  line {line.number}: {wrong}.")
    if faults:
        raise CannotGoOn("\n".join([f"{path} cannot be used, and nothing of it is kept:", *faults]))
    kept = keep(list(said.values()), using=OWNER)
    say(f"{path}: {len(said)} days away, {kept} of them new or changed.")


def _lines(path: Path) -> list[Line]:
    text = _text(path)
    head = text.partition("\n")[0]
    rows = csv.reader(text.splitlines(), delimiter=";" if ";" in head else ",")
    try:
        columns = [column.strip() for column in next(rows, [])]
        if sorted(columns) != sorted(COLUMNS):
            raise CannotGoOn(f"{path}, line 1: the columns should be {', '.join(COLUMNS)}.")
        return list(_each(path, columns, rows))
    except csv.Error:
        raise CannotGoOn(f"{path}, line {rows.line_num}: this is no line of cells.") from None


def _each(path: Path, columns: list[str], rows: Any) -> Iterator[Line]:
    for cells in rows:
        number = rows.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            raise CannotGoOn(f"{path}, line {number}: {len(columns)} cells expected, and {len(cells)} found.")
        yield Line(number, {name: plain(cell) for name, cell in zip(columns, cells, strict=True)})


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise CannotGoOn(f"{path} is too large: give the days of one school, or of one month, at a time.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CannotGoOn(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CannotGoOn(
            f"{path} is not written in UTF-8: export it so, or save it so in your editor."
        ) from None
    if "\0" in text:
        raise CannotGoOn(f"{path} is no text: export it as CSV.")
    return text


def _children(units: set[str]) -> dict[Named, list[Child]]:
    """By unit and name, those who go there now."""
    found: dict[Named, list[Child]] = {}
    children = Child.objects.using(OWNER).filter(group__unit__code__in=units, kind=Record.CHILD)
    for child in children.select_related("group__unit"):
        unit = child.group.unit.code if child.group else ""
        found.setdefault((unit, child.given_name, child.family_name), []).append(child)
    return found


def _said(cells: dict[str, str], children: dict[Named, list[Child]], today: date) -> Said:
    child = _child(cells, children)
    return Said(
        child=child,
        on=_date(cells["date"], child, today),
        kind=_kind(cells["kind"]),
        share=_share(cells["share"]),
    )


def _child(cells: dict[str, str], children: dict[Named, list[Child]]) -> Child:
    units = {unit for unit, _given, _family in children}
    if cells["unit"] not in units:
        raise Wrong(f"no child goes to a unit with the code “{cells['unit']}”")
    found = children.get((cells["unit"], cells["given_name"], cells["family_name"]), [])
    if len(found) > 1:
        raise Wrong("several children of that name go there")
    if not found:
        raise Wrong("no child of that name goes there")
    return found[0]


def _date(written: str, child: Child, today: date) -> date:
    try:
        on = date.fromisoformat(written)
    except ValueError:
        raise Wrong(f"“{written}” should be a date such as 2026-08-24") from None
    if on > today:
        raise Wrong(f"{written} has not been yet")
    if child.born_on and on < child.born_on:
        raise Wrong(f"{written} was before the child was born")
    return on


def _kind(written: str) -> AbsenceKind:
    try:
        return AbsenceKind(written)
    except ValueError:
        raise Wrong(unknown(written, AbsenceKind).rstrip(".")) from None


def _share(written: str) -> Decimal:
    try:
        share = Decimal(written.replace(",", "."))
    except InvalidOperation:
        share = Decimal(-1)
    if not share.is_finite() or not 0 <= share <= 1:
        raise Wrong(f"“{written}” should be a share of the day from 0 to 1, such as 0.5")
    if share and share < SMALLEST:
        raise Wrong(f"“{written}” is no share of a day: write 0 to take the day back")
    return share.quantize(SMALLEST)
