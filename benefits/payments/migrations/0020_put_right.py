"""A payment held for what was on record by mistake is let go once the record was put right."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0019_back_pay"), ("participation", "0001_tables"), ("registry", "0001_tables")]

    operations = [
        SqlFile(SQL / "put_right.sql"),
        SqlFileTakenBack(SQL / "guards.sql"),
        SqlFile(SQL / "guards.sql"),
    ]
