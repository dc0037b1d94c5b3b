"""What somebody must still do once an exit is taken: a case that has ended comes up until it is done."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pathway", "0004_subjects")]

    operations = [
        migrations.AddField(
            "pathwayexit",
            "owes",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=200), default=list, db_default=[]
            ),
        )
    ]
