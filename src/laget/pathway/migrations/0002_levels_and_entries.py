"""Levels get rows of their own, steps a rank, and exits may be open on all of a level."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

LEVELS = """
set constraints all immediate;
insert into pathway_pathwaylevel (version_id, level, position, protects, holder)
select distinct version_id, level, level_position, protects, holder from pathway_pathwaystep;
"""
EXITS = """
update pathway_pathwayexit way set step = step.step
from pathway_pathwaystep step
where step.version_id = way.version_id and step.level = way.level and step.rank = way.step_position;
"""


def lines() -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), size=None)


def of_version(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to="pathway.pathwayversion"
    )


class Migration(migrations.Migration):
    dependencies = [("pathway", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="PathwayLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.CharField(max_length=40)),
                ("position", models.PositiveSmallIntegerField()),
                ("protects", models.CharField(max_length=20)),
                ("holder", models.CharField(max_length=10)),
                ("version", of_version("levels")),
            ],
            options={
                "constraints": [models.UniqueConstraint(name="level_once", fields=["version", "level"])]
            },
        ),
        migrations.CreateModel(
            name="PathwayEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entry", models.CharField(max_length=40)),
                ("target", models.CharField(max_length=90)),
                ("version", of_version("entries")),
            ],
            options={
                "constraints": [models.UniqueConstraint(name="entry_once", fields=["version", "entry"])]
            },
        ),
        migrations.RunSQL(LEVELS, elidable=True),
        migrations.RenameField("pathwaystep", "position", "rank"),
        migrations.AddField(
            "pathwaystep", "optional", models.BooleanField(default=False), preserve_default=False
        ),
        migrations.AddField("pathwayexit", "step", models.CharField(blank=True, default="", max_length=40)),
        migrations.RunSQL(EXITS, elidable=True),
        migrations.AlterField("pathwayexit", "step", models.CharField(blank=True, max_length=40)),
        migrations.RemoveField("pathwaystep", "level_position"),
        migrations.RemoveField("pathwaystep", "protects"),
        migrations.RemoveField("pathwaystep", "holder"),
        migrations.RemoveField("pathwayexit", "step_position"),
        migrations.AddField(
            "pathwayexit", "reason", models.BooleanField(default=False), preserve_default=False
        ),
        migrations.AddField(
            "pathwayexit",
            "checked_by",
            models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            "pathwayfact",
            "by",
            models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField("pathwayfact", "longest_days", models.PositiveIntegerField(null=True)),
        migrations.AlterField("pathwayfact", "fact", models.CharField(max_length=120)),
        *(
            migrations.AlterField(model, field, lines())
            for model, fields in {
                "pathwaystep": ("done_when", "applies_when", "applies_unless"),
                "pathwayexit": ("requires", "applies_when", "applies_unless"),
            }.items()
            for field in fields
        ),
    ]
