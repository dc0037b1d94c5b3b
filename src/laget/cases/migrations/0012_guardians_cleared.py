"""A note may say that child welfare has cleared the guardians, after a sealed case has ended."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

SAYS_NO_MORE = ["left", "leader_joined", "guardians_cleared"]
SAYS_ABOUT = [
    "adult_here",
    "taken_out",
    "taken_in",
    "let_in_by_law",
    "out_by_sealing",
    "consent_taken_back",
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_worries_added_later")]

    operations = [
        migrations.RemoveConstraint("entry", "entry_of_a_kind"),
        AddConstraintNotValid(
            "entry",
            models.CheckConstraint(
                name="entry_of_a_kind",
                condition=models.Q(kind="", about="")
                | models.Q(kind__in=SAYS_NO_MORE, about="", audience="team")
                | models.Q(kind__in=SAYS_ABOUT, audience="team"),
            ),
        ),
    ]
