"""An account holds nothing that lets anybody in."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RemoveField(model_name="person", name="last_login"),
        migrations.RemoveField(model_name="person", name="password"),
    ]
