"""A count is known by its pathway too: a municipality may have several in use."""

from django.db import migrations, models

# Of what was decided before, the case's own pathway; without a case the municipality's, for it had but one.
PATHWAY = """
update absence_countdecision decision set pathway = coalesce(
  (select version.name from cases_case c join pathway_pathwayversion version on version.id = c.version_id
   where c.id = decision.case_id),
  (select used.name from people_child child
   join pathway_pathwayinuse used on used.municipality_id = child.municipality_id
   where child.id = decision.child_id order by used.place, used.id limit 1),
  '');
set constraints all immediate;
"""


class Migration(migrations.Migration):
    dependencies = [("absence", "0001_initial"), ("pathway", "0006_in_use")]

    operations = [
        migrations.AddField("countdecision", "pathway", models.SlugField(default=""), preserve_default=False),
        migrations.RunSQL(PATHWAY, migrations.RunSQL.noop),
    ]
