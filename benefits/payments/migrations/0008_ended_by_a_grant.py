"""A benefit may be ended by a case that grants another of the same fund in its stead."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0007_rises_go_back"),
    ]

    operations = [
        SqlFileTakenBack(SQL / "guards.sql"),
        SqlFile(SQL / "guards.sql"),
    ]
