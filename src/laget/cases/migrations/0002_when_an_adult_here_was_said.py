"""When it was said that an adult here is the concern: that day the deadlines which follow from it count from."""

from django.db import migrations, models

FILL = """
update cases_case c set adult_here_at = coalesce(
  (select min(at) from cases_exclusion where case_id = c.id), c.opened_at)
where adult_here;
"""


class Migration(migrations.Migration):
    """The policies that read the old column go with it, and are put in place anew after all migrations."""

    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddField("case", "adult_here_at", models.DateTimeField(null=True)),
        migrations.RunSQL(FILL, "update cases_case set adult_here = adult_here_at is not null"),
        migrations.RemoveField("case", "adult_here"),
    ]
