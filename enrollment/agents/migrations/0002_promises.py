"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agents", "0001_tables"),
        ("agency", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "guards_of_records.sql"),
    ]
