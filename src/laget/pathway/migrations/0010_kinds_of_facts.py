"""What is filled in for a fact, a date or a person: read from what is published."""

from typing import Any

from django.db import migrations, models

from laget.rules.pathway_tables import read_published


def read_again(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    facts = apps.get_model("pathway", "PathwayFact").objects.using(using)
    for version in apps.get_model("pathway", "PathwayVersion").objects.using(using):
        for declared in read_published(version.text).facts:
            facts.filter(version=version, fact=declared.id).update(kind=declared.kind)


class Migration(migrations.Migration):
    dependencies = [("pathway", "0009_how_long_aftercare")]

    operations = [
        migrations.AddField(
            "pathwayfact",
            "kind",
            models.CharField(blank=True, db_default="", default="", max_length=10),
        ),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
