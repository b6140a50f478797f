"""Residents' pension contributions go to an account too (R8 §5)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_interest"),
    ]

    operations = [
        migrations.AlterField(
            model_name="accountcredit",
            name="account",
            field=models.CharField(
                choices=[
                    ("pension_employee", "Pension"),
                    ("medical_employee", "Medical"),
                    ("pension_resident", "Pension Resident"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="accountinterest",
            name="account",
            field=models.CharField(
                choices=[
                    ("pension_employee", "Pension"),
                    ("medical_employee", "Medical"),
                    ("pension_resident", "Pension Resident"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="interestagain",
            name="account",
            field=models.CharField(
                choices=[
                    ("pension_employee", "Pension"),
                    ("medical_employee", "Medical"),
                    ("pension_resident", "Pension Resident"),
                ],
                max_length=20,
            ),
        ),
    ]
