"""Steps may be of a track; those that are published are of none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pathway", "0006_in_use")]

    operations = [
        migrations.AddField(
            "pathwaystep",
            "track",
            models.CharField(max_length=40, blank=True, default=""),
        ),
    ]
