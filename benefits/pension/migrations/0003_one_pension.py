"""A pension and a disability allowance are never granted for the same months."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0011_verifications"),
        ("pension", "0002_early_months"),
    ]

    operations = [
        SqlFile(SQL / "one_pension.sql"),
    ]
