"""When each in a team first opened the case: until now only the access log knew."""

from django.db import migrations, models

FILL = """
update cases_teammember member set opened_at = (
  select min(log.at) from foundation_accesslog log
  where log.case_id = member.case_id and log.seat_id = member.seat_id and log.at >= member.from_at)
where to_at is null
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_danger_first"), ("foundation", "0001_initial")]

    operations = [
        migrations.AddField("teammember", "opened_at", models.DateTimeField(editable=False, null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
