"""The tables of a pathway file about who: roles and standing bodies."""

from datetime import date

from laget.rules.bodies import EVERY_SECOND, MEETS, MONTHS, WEEKDAYS, Body
from laget.rules.reading import Table
from laget.rules.roles import Role
from laget.rules.unknown_words import unknown

SUCH_DAYS = "“first tuesday”, “last friday”, “every monday” or “every second thursday”"


def read_role(table: Table) -> Role:
    return Role(
        id=table.name(),
        title=table.text("title", required=True),
        says=table.text("says"),
        law=table.string("law"),
    )


def read_body(table: Table) -> Body:
    on = table.days("meets") if isinstance(table.values.get("meets"), list) else ()
    return Body(
        id=table.name(),
        title=table.text("title", required=True),
        about=table.text("about"),
        meets="" if on else _meets(table),
        on=on,
        counted_from=_counted_from(table),
        not_in=_months(table),
    )


def _meets(table: Table) -> str:
    said = table.string("meets", required=True, what="“first tuesday”, or a list of dates")
    if said and not MEETS.match(said):
        table.fault("meets", f"“{said}” should be such as {SUCH_DAYS}.")
    return said if MEETS.match(said) else ""


def _counted_from(table: Table) -> date | None:
    """Every second week is counted from a day on which it met."""
    found, said = table.day("counted_from"), table.values.get("meets")
    if not isinstance(said, str) or not said.startswith(EVERY_SECOND):
        return found
    if found is None:
        table.fault("counted_from", f"“{said}” needs “counted_from”: a day on which it met.")
    elif not said.endswith(is_ := WEEKDAYS[found.weekday()]):
        table.fault("counted_from", f"{found} is a {is_}: “{said}” is counted from a day on which it met.")
    return found


def _months(table: Table) -> frozenset[int]:
    said = table.strings("not_in")
    for month in said:
        if month not in MONTHS:
            table.fault("not_in", unknown(month, MONTHS))
    return frozenset(MONTHS.index(month) + 1 for month in said if month in MONTHS)
