"""Records that drew a pension beside a disability allowance for the same months are not merged."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0025_drawn_months"),
        ("pension", "0004_near_age"),
        ("registry", "0003_persons_known"),
    ]

    operations = [SqlFile(SQL / "drawn_beside.sql")]
