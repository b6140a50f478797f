"""What is owed back is paid by the fund that holds it."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0026_owed_back")]

    operations = [SqlFileTakenBack(SQL / "owed_back.sql"), SqlFile(SQL / "owed_back.sql")]
