"""The residents' pension is not drawn beside that of employees, under any record."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0035_rises_that_end"),
        ("pension", "0007_stays_for_good"),
    ]

    operations = [
        SqlFileTakenBack(SQL / "drawn_beside.sql"),
        SqlFileTakenBack(SQL / "one_pension.sql"),
        SqlFile(SQL / "one_pension.sql"),
        SqlFile(SQL / "drawn_beside.sql"),
    ]
