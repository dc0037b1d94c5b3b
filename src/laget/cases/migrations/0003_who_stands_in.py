"""Who is kept out for being a leader's deputy is told apart from the adult whom the concern is about."""

from django.db import migrations, models

DEPUTIES = """
update cases_exclusion kept set stands_in = true
where exists (
  select from cases_exclusion about
  join people_seat leads on leads.person_id = about.person_id and leads.role = 'leader'
  join people_seat acts on acts.unit_id = leads.unit_id and acts.role = 'deputy'
  where about.case_id = kept.case_id and about.person_id <> kept.person_id and acts.person_id = kept.person_id)
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_when_an_adult_here_was_said"), ("people", "0001_initial")]

    operations = [
        migrations.AddField("exclusion", "stands_in", models.BooleanField(default=False, db_default=False)),
        migrations.RunSQL(DEPUTIES, migrations.RunSQL.noop),
    ]
