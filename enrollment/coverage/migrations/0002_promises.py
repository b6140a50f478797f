"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0001_tables"),
        ("agency", "0002_promises"),
        ("matters", "0002_promises"),
        ("participation", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "functions.sql"),
        SqlFile(SQL / "guards.sql"),
        AppendOnly("coverage_contact"),
        OnlyAppended("coverage_contact"),
    ]
