from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_who_stands_in")]

    operations = [
        migrations.AddField("case", "return_to", models.CharField(default="", editable=False, max_length=90)),
    ]
