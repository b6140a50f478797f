"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0001_tables"),
        ("agency", "0002_promises"),
        ("letters", "0002_promises"),
    ]

    operations = [
        AppendOnly("matters_facts"),
        AppendOnly("matters_step"),
        AppendOnly("matters_casepaper"),
        SqlFile(SQL / "guards.sql"),
        SqlFile(SQL / "visits.sql"),
        OnlyAppended("matters_facts", "matters_step", "matters_casepaper"),
    ]
