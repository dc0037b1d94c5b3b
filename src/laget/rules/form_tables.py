"""The tables of a pathway file about its forms."""

from laget.rules.forms import Field, FieldKind, FieldOption, Form
from laget.rules.reading import Table
from laget.rules.vocabulary import Lasting


def read_form(table: Table) -> Form:
    form = Form(
        id=table.name(),
        title=table.text("title", required=True),
        about=table.text("about"),
        guardians=table.truth("guardians"),
        lasts=Lasting(table.one_of("lasts", Lasting, default=Lasting.CASE)),
        fields=table.each("field", _field),
    )
    if not form.fields:
        table.faults.lacks(table.path, table.path, "A form asks something: write a [[form.field]].")
    return form


def _field(table: Table) -> Field:
    kind = FieldKind(table.one_of("kind", FieldKind, default=FieldKind.TEXT))
    options = table.each("option", _option)
    if bool(options) != (kind is FieldKind.CHOICE):
        says = "A field with kind = “choice” has [[form.field.option]] tables, no other has."
        table.faults.lacks(table.path, (*table.path, "kind"), says)
    return Field(
        id=table.name(),
        ask=table.text("ask", required=True),
        help=table.text("help"),
        kind=kind,
        options=options,
        required=table.truth("required"),
    )


def _option(table: Table) -> FieldOption:
    return FieldOption(table.name(), table.text("title", required=True))
