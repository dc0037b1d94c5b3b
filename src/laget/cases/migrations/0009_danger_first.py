"""A unit's open cases in the order of their list: first where a child may be in danger."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_what_a_kind_says")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="case_open_in_unit"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                "unit",
                models.ExpressionWrapper(
                    models.Q(sealed_at=None) | models.Q(closed_at__isnull=False),
                    output_field=models.BooleanField(),
                ),
                "round_since",
                name="case_in_unit",
                condition=models.Q(closed_at=None),
            ),
        ),
    ]
