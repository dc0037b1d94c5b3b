"""Whom a case is about: of all there are now, a child."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_filled_forms"), ("people", "0004_whom_a_case_is_about")]

    operations = [
        migrations.AddField("case", "subject", models.CharField(default="child", max_length=10)),
    ]
