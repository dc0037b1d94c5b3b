from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moves", "0001_initial")]

    operations = [
        migrations.AlterField("recordedfact", "fact", models.CharField(max_length=120)),
        migrations.AddField("recordedfact", "until", models.DateField(null=True)),
    ]
