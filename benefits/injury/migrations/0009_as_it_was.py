"""An injury is insured as of the day that was found; an advance is what left the fund, and stands against closing."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("injury", "0008_bank_lines"), ("payments", "0033_bank_lines")]

    operations = [
        SqlFileTakenBack(SQL / "certification.sql"),
        SqlFile(SQL / "certification.sql"),
        SqlFileTakenBack(SQL / "advances.sql"),
        SqlFile(SQL / "advances.sql"),
        SqlFile(SQL / "closing.sql"),
    ]
