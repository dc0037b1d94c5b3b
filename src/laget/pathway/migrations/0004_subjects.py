"""Whom a case on a pathway may be about: on all that are published, a child."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

A_CHILD = """
insert into pathway_pathwaysubject (version_id, subject, services)
select id, 'child', '{}' from pathway_pathwayversion
"""


class Migration(migrations.Migration):
    dependencies = [("pathway", "0003_whom_a_fact_named")]

    operations = [
        migrations.CreateModel(
            "PathwaySubject",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("subject", models.CharField(max_length=10)),
                (
                    "services",
                    django.contrib.postgres.fields.ArrayField(models.CharField(max_length=40), size=None),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="pathway.pathwayversion",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("version", "subject"), name="subject_once")]
            },
        ),
        migrations.RunSQL(A_CHILD, migrations.RunSQL.noop),
    ]
