"""A guardian answers on the family's page, without anybody of the staff between."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("consents", "0004_who_ended_it")]

    operations = [
        migrations.AlterField(
            model_name="consent",
            name="seat",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
            ),
        ),
        migrations.AddField(
            model_name="consent", name="shown", field=models.TextField(default="", db_default="")
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                name="consent_registered_or_shown",
                condition=Q(seat__isnull=False, shown="") | Q(seat=None) & ~Q(shown=""),
            ),
        ),
    ]
