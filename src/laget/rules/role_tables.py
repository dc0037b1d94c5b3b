"""The tables of a pathway file about who: roles and standing bodies."""

from laget.rules.reading import Table
from laget.rules.roles import Role


def read_role(table: Table) -> Role:
    return Role(
        id=table.name(),
        title=table.text("title", required=True),
        says=table.text("says"),
        law=table.string("law"),
    )
