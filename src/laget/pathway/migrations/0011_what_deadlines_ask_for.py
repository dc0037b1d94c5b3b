"""What the deadlines of a step ask for: read from what is published."""

from typing import Any

import django.contrib.postgres.fields
from django.db import migrations, models

from laget.rules.asked import asked_by_deadlines
from laget.rules.pathway_tables import read_published


def read_again(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    steps = apps.get_model("pathway", "PathwayStep").objects.using(using)
    for version in apps.get_model("pathway", "PathwayVersion").objects.using(using):
        for level in read_published(version.text).levels:
            for step in level.steps:
                dues = sorted(asked_by_deadlines(step.deadlines))
                steps.filter(version=version, level=level.id, step=step.id).update(dues=dues)


class Migration(migrations.Migration):
    dependencies = [("pathway", "0010_kinds_of_facts")]

    operations = [
        migrations.AddField(
            "pathwaystep",
            "dues",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=200), db_default=[], default=list, size=None
            ),
        ),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
