"""How a child told it is one of the ways there are."""

from django.db import migrations, models

WAYS = ("talk", "play", "drawing", "letter", "through")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_decision")]

    operations = [
        migrations.AlterField(
            "voiceentry",
            "how",
            models.CharField(blank=True, choices=[(way, way) for way in WAYS], max_length=20),
        )
    ]
