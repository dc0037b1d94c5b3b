"""Names that are there lose what cannot be seen in them; from now on the database keeps no other."""

from typing import Any

from django.db import migrations

from laget.rules.names import plain


def name_plainly(apps: Any, editor: Any) -> None:
    """A child is found, and told apart, by what can be seen of its name."""
    for model, fields in (("Child", ("given_name", "family_name")), ("Person", ("name",))):
        rows = apps.get_model("people", model).objects.using(editor.connection.alias)
        for row in rows.only(*fields).iterator():
            named = {field: plain(getattr(row, field)) or getattr(row, field) for field in fields}
            if any(getattr(row, field) != name for field, name in named.items()):
                rows.filter(pk=row.pk).update(**named)


class Migration(migrations.Migration):
    dependencies = [("people", "0005_phone_of_a_unit")]

    operations = [migrations.RunPython(name_plainly, migrations.RunPython.noop)]
