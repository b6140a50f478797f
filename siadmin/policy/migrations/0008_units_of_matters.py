"""Time limits count working days, signatures count persons."""

from django.db import migrations, models

UNITS = [
    ("yuan_per_month", "Yuan Per Month"),
    ("yuan_per_year", "Yuan Per Year"),
    ("rate", "Rate"),
    ("months", "Months"),
    ("days", "Days"),
    ("multiple", "Multiple"),
    ("month_number", "Month Number"),
    ("decimals", "Decimals"),
    ("flag", "Flag"),
    ("day_of_month", "Day Of Month"),
    ("working_days", "Working Days"),
    ("persons", "Persons"),
]


class Migration(migrations.Migration):
    dependencies = [("policy", "0007_rights")]

    operations = [
        migrations.AlterField("proposal", "unit", models.CharField(choices=UNITS, max_length=16)),
        migrations.AlterField("series", "unit", models.CharField(choices=UNITS, max_length=16)),
    ]
