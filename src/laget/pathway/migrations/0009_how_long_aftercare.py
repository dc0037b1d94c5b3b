"""How long the aftercare lasts at most: read from what is published, so that no move sets a day beyond it."""

from typing import Any

from django.db import migrations, models

from laget.rules.pathway_tables import read_published


def read_again(apps: Any, schema_editor: Any) -> None:
    versions = apps.get_model("pathway", "PathwayVersion").objects.using(schema_editor.connection.alias)
    for version in versions.all():
        aftercare = read_published(version.text).aftercare
        if aftercare:
            versions.filter(pk=version.pk).update(aftercare_days=aftercare.longest_days)


class Migration(migrations.Migration):
    dependencies = [("pathway", "0008_what_may_be_said")]

    operations = [
        migrations.AddField("pathwayversion", "aftercare_days", models.PositiveIntegerField(null=True)),
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
