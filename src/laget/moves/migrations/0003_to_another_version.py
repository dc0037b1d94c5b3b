"""A case may be moved to another version of its pathway, with a reason."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("opened", "Opened"),
    ("exit", "Exit"),
    ("sealed", "Sealed"),
    ("reopened", "Reopened"),
    ("in_error", "In Error"),
    ("version", "Version"),
]


class Migration(migrations.Migration):
    dependencies = [("moves", "0002_answers"), ("pathway", "0002_levels_and_entries")]

    operations = [
        migrations.AlterField("move", "kind", models.CharField(choices=KINDS, max_length=10)),
        migrations.AddField(
            "move",
            "to_version",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pathway.pathwayversion",
            ),
        ),
    ]
