"""Help that was asked for in cases which have ended since: it ends with them, as it does from now on."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def end_with_the_case(apps: Any, editor: Any) -> None:
    """Whoever has ended it is in the access log."""
    database = editor.connection.alias
    ended = Subquery(
        apps.get_model("cases", "Case").objects.filter(pk=OuterRef("case_id")).values("closed_at")[:1]
    )
    invited = apps.get_model("consents", "InvitedService").objects.using(database)
    invited.filter(ended_at=None, case__closed_at__isnull=False).update(ended_at=ended, ended_with="case")
    members = apps.get_model("cases", "TeamMember").objects.using(database)
    members.filter(to_at=None, basis="consent", case__closed_at__isnull=False).update(to_at=ended)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_danger_first"),
        ("consents", "0003_what_is_asked"),
        ("people", "0006_named_as_they_look"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitedservice",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
            ),
        ),
        migrations.AddField(
            model_name="invitedservice",
            name="ended_with",
            field=models.CharField(
                blank=True,
                choices=[("case", "Case"), ("way", "Way")],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.RunPython(end_with_the_case, migrations.RunPython.noop),
    ]
