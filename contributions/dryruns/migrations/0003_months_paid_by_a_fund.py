"""What a dry run finds leaves out months of medical insurance that the unemployment fund pays."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("dryruns", "0002_promises")]

    operations = [
        SqlFileTakenBack(SQL / "dryruns_difference.sql"),
        SqlFile(SQL / "dryruns_difference.sql"),
    ]
