"""What a note is about, where Laget writes it: its words are the reader's, and only the reason is the writer's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_subject")]

    operations = [
        migrations.AddField("entry", "kind", models.CharField(default="", db_default="", max_length=20)),
        migrations.AddField("entry", "about", models.TextField(default="", db_default="")),
    ]
