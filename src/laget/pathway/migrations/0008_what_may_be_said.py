"""What a worry may be about, who may begin where, and what may be answered, read from the versions that are published."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from laget.pathway.models import no_answer
from laget.rules.answers import answers_to
from laget.rules.pathway_tables import read_published


def read_again(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    tables = {name: apps.get_model("pathway", f"Pathway{name}") for name in ("Category", "Entry", "Fact")}
    category, entry, fact = (table.objects.using(using) for table in tables.values())
    for version in apps.get_model("pathway", "PathwayVersion").objects.using(using):
        pathway = read_published(version.text)
        category.bulk_create(
            tables["Category"](version=version, category=each.id, services=sorted(each.services))
            for each in pathway.categories
        )
        for begins in pathway.entries:
            entry.filter(version=version, entry=begins.id).update(services=sorted(begins.services))
        for declared in pathway.facts:
            fact.filter(version=version, fact=declared.id).update(answers=list(answers_to(declared)))


def words(default: Any) -> Any:
    return django.contrib.postgres.fields.ArrayField(
        models.CharField(max_length=40, blank=default is no_answer), default=default, db_default=default()
    )


class Migration(migrations.Migration):
    dependencies = [("pathway", "0007_tracks")]

    operations = [
        migrations.CreateModel(
            "PathwayCategory",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("category", models.CharField(max_length=40)),
                (
                    "services",
                    django.contrib.postgres.fields.ArrayField(models.CharField(max_length=40), size=None),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="categories",
                        to="pathway.pathwayversion",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("version", "category"), name="category_once")]
            },
        ),
        migrations.AddField("pathwayentry", "services", words(list)),
        migrations.AddField("pathwayfact", "answers", words(no_answer)),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
