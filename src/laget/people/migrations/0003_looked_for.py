"""Children are found whatever letters somebody has: names and initials, folded, beside the names."""

from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Concat, Left

from laget.people.models import Folded


class Migration(migrations.Migration):
    dependencies = [("people", "0002_nothing_that_lets_in")]

    operations = [
        migrations.AddField(
            model_name="child",
            name="looked_for",
            field=models.GeneratedField(
                expression=Folded(
                    Concat(
                        Value(" "), "given_name", Value(" "), "family_name",
                        Value(" "), Left("given_name", 1), Value("."), Left("family_name", 1), Value("."),
                    )
                ),
                output_field=models.TextField(),
                db_persist=True,
            ),
        )
    ]  # fmt: skip
