"""A date that was filled in stands as a date, and may be one to come: deadlines count from it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moves", "0003_to_another_version")]

    operations = [migrations.AddField("recordedfact", "told_date", models.DateField(null=True))]
