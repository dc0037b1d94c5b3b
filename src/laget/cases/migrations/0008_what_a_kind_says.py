"""A note is of a kind that there is. One that is not, from before, stays on record as it was written."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

SAYS_ABOUT = [
    "adult_here",
    "taken_out",
    "taken_in",
    "let_in_by_law",
    "out_by_sealing",
    "consent_taken_back",
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_kinds_of_notes")]

    operations = [
        AddConstraintNotValid(
            "entry",
            models.CheckConstraint(
                name="entry_of_a_kind",
                condition=models.Q(kind="", about="")
                | models.Q(kind__in=["left", "leader_joined"], about="", audience="team")
                | models.Q(kind__in=SAYS_ABOUT, audience="team"),
            ),
        )
    ]
