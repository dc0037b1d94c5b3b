"""A worry that is added to a case keeps the day it was noticed, and what it is about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_when_it_was_first_opened")]

    operations = [
        migrations.AddField("concern", "noticed_on", models.DateField(editable=False, null=True)),
        migrations.AddField(
            "concern", "category", models.CharField(db_default="", default="", editable=False, max_length=40)
        ),
    ]
