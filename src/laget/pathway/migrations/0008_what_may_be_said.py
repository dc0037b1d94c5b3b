"""What a worry may be about, who may begin where, what may be answered: read from what is published."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from laget.pathway.models import no_answer
from laget.rules.answers import answers_to
from laget.rules.pathway_tables import read_published
from laget.rules.vocabulary import FILLED


def read_again(apps: Any, schema_editor: Any) -> None:
    """Also what earlier migrations left at its default: what guardians are needed for, and what exits owe."""
    using = schema_editor.connection.alias
    names = ("Version", "Category", "Entry", "Fact", "Exit")
    tables = {name: apps.get_model("pathway", f"Pathway{name}") for name in names}
    rows = {name: table.objects.using(using) for name, table in tables.items()}
    for version in rows["Version"].all():
        pathway = read_published(version.text)
        rows["Category"].bulk_create(
            tables["Category"](version=version, category=each.id, services=sorted(each.services))
            for each in pathway.categories
        )
        for begins in pathway.entries:
            rows["Entry"].filter(version=version, entry=begins.id).update(services=sorted(begins.services))
        for declared in pathway.facts:
            said = {"answers": list(answers_to(declared)), "guardians": declared.guardians}
            rows["Fact"].filter(version=version, fact=declared.id).update(**said)
        for form in pathway.forms:
            rows["Fact"].filter(version=version, fact=f"{FILLED}.{form.id}").update(guardians=form.guardians)
        for level in pathway.levels:
            for way in level.exits():
                owes = sorted({duty.deadline.fact for duty in way.duties})
                rows["Exit"].filter(version=version, level=level.id, exit=way.id).update(owes=owes)


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
