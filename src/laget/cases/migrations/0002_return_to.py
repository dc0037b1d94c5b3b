from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddField("case", "return_to", models.CharField(default="", editable=False, max_length=90)),
    ]
