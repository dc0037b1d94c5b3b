"""Why nobody has asked the child stands apart from what the child says.

What stood together was the child's words, then the reason, of which the child's voice has a row of its own.
"""

from django.db import migrations, models

APART = """
    update plans_evaluation evaluation
    set child_not_asked = why.not_asked_because,
        child_view = case when child_view = why.not_asked_because then ''
          else left(child_view, -length(why.not_asked_because) - 2) end
    from meetings_voiceentry why
    where why.case_id = evaluation.case_id and why.at = evaluation.at and why.not_asked_because <> ''
      and (child_view = why.not_asked_because or right(child_view, length(why.not_asked_because) + 2)
        = e'\\n\\n' || why.not_asked_because)
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_of_one_case"), ("meetings", "0003_ways_to_tell")]

    operations = [
        migrations.AddField(
            "evaluation", "child_not_asked", models.TextField(blank=True, default="", db_default="")
        ),
        migrations.RunSQL(APART, migrations.RunSQL.noop),
    ]
