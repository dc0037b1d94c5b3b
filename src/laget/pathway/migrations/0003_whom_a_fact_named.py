"""Who looks before an exit, and who may do without a fact, may be somebody whom a fact has named; forms of guardians."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pathway", "0002_levels_and_entries")]

    operations = [
        migrations.AlterField("pathwayexit", "checked_by", models.CharField(blank=True, max_length=120)),
        migrations.AlterField("pathwayfact", "by", models.CharField(blank=True, max_length=120)),
        migrations.AddField("pathwayfact", "guardians", models.BooleanField(db_default=False, default=False)),
    ]
