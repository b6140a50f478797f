"""Prisons tell too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0002_promises"),
    ]

    operations = [
        migrations.AlterField(
            model_name="batch",
            name="kind",
            field=models.CharField(
                choices=[
                    ("death", "death"),
                    ("household", "household"),
                    ("market", "market"),
                    ("wage_tax", "wage_tax"),
                    ("prison", "prison"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="sighting",
            name="kind",
            field=models.CharField(
                choices=[
                    ("death", "death"),
                    ("household", "household"),
                    ("market", "market"),
                    ("wage_tax", "wage_tax"),
                    ("prison", "prison"),
                ],
                max_length=10,
            ),
        ),
    ]
