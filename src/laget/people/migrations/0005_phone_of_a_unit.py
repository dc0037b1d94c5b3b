"""The number of a school or an office, for a family to ring: empty where the municipality has told none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_whom_a_case_is_about")]

    operations = [
        migrations.AddField("unit", "phone", models.CharField(db_default="", default="", max_length=30)),
    ]
