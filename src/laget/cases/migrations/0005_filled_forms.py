"""What was filled in of a municipality's own forms: a row for each time it was saved."""

import django.db.models.deletion
from django.db import migrations, models

import laget.foundation.ids


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_return_to"), ("people", "0003_looked_for")]

    operations = [
        migrations.CreateModel(
            "FilledForm",
            [
                (
                    "id",
                    models.UUIDField(default=laget.foundation.ids.uuid7, primary_key=True, serialize=False),
                ),
                ("form", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("answers", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="filled", to="cases.case"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "form", "version"), name="filled_once")
                ]
            },
        ),
    ]
