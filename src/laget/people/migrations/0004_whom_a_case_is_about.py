"""A case may be about a pregnant woman or a group, too: the row says which; all there are now are children."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("people", "0003_looked_for")]

    operations = [
        migrations.AddField(
            "child", "kind", models.CharField(db_default="child", default="child", max_length=10)
        ),
        migrations.AlterField("child", "born_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "child",
            models.CheckConstraint(
                name="child_is_born_unless_a_group",
                condition=Q(kind="group", born_on=None, group__isnull=False)
                | Q(kind__in=("child", "pregnant"), born_on__isnull=False),
            ),
        ),
    ]
