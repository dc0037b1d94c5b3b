"""What is recorded may be an answer, name somebody with a seat, and count for a while only."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moves", "0001_initial"), ("people", "0002_nothing_that_lets_in")]

    operations = [
        migrations.AlterField("recordedfact", "fact", models.CharField(max_length=120)),
        migrations.AddField(
            "recordedfact",
            "answer",
            models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            "recordedfact",
            "named_seat",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.seat",
            ),
        ),
        migrations.AddField("recordedfact", "until", models.DateField(null=True)),
    ]
