"""The kinds of meetings: read from what is published."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from laget.rules.pathway_tables import read_published


def read_again(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    kind = apps.get_model("pathway", "PathwayMeeting")
    for version in apps.get_model("pathway", "PathwayVersion").objects.using(using):
        kind.objects.using(using).bulk_create(
            kind(version=version, meeting=each.id, guardians=each.guardians)
            for each in read_published(version.text).meetings
        )


class Migration(migrations.Migration):
    dependencies = [("pathway", "0011_what_deadlines_ask_for")]

    operations = [
        migrations.CreateModel(
            "PathwayMeeting",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("meeting", models.CharField(max_length=40)),
                ("guardians", models.BooleanField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="pathway.pathwayversion",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("version", "meeting"), name="meeting_once")]
            },
        ),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
