"""The residents' schemes have books of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0005_rights"),
    ]

    operations = [
        migrations.AlterField(
            model_name="book",
            name="fund",
            field=models.CharField(
                choices=[
                    ("pension_employee", "Pension"),
                    ("medical_employee", "Medical"),
                    ("unemployment", "Unemployment"),
                    ("injury", "Injury"),
                    ("pension_resident", "Pension Resident"),
                    ("medical_resident", "Medical Resident"),
                ],
                max_length=20,
            ),
        ),
    ]
