"""A municipality may have several pathways in use; until now it was the one published last."""

import django.db.models.deletion
from django.db import migrations, models

IN_USE = """
insert into pathway_pathwayinuse (municipality_id, name, place)
select distinct on (municipality_id) municipality_id, name, 0 from pathway_pathwayversion
order by municipality_id, published_at desc, version desc;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_looked_for"), ("pathway", "0005_what_an_exit_owes")]

    operations = [
        migrations.CreateModel(
            name="PathwayInUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.SlugField()),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pathways_in_use",
                        to="people.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(name="in_use_once", fields=["municipality", "name"])]
            },
        ),
        migrations.RunSQL(IN_USE, migrations.RunSQL.noop),
    ]
