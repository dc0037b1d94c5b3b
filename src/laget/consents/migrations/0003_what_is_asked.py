from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consents", "0002_who_cannot_help")]

    operations = [
        migrations.AddField(
            model_name="invitedservice",
            name="asks",
            field=models.TextField(db_default="", default=""),
        ),
    ]
