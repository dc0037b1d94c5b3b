"""Sessions with a digest of the key in place of the key. Whoever is signed in signs in again."""

from django.db import migrations, models

import laget.foundation.ids


class Migration(migrations.Migration):
    dependencies = [("foundation", "0003_linked_log")]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.UUIDField(default=laget.foundation.ids.uuid7, primary_key=True, serialize=False),
                ),
                ("digest", models.BinaryField(unique=True)),
                ("data", models.TextField()),
                ("person_id", models.UUIDField(db_index=True, null=True)),
                ("device", models.CharField(max_length=60)),
                ("started_at", models.DateTimeField()),
                ("used_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL("drop table if exists django_session", migrations.RunSQL.noop),
    ]
