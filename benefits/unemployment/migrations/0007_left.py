"""Medical contributions are due of what has left, as payments say it."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0037_left"), ("unemployment", "0006_medical_returns")]

    operations = [
        SqlFileTakenBack(SQL / "medical.sql"),
        SqlFile(SQL / "medical.sql"),
    ]
