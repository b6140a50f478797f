"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("banking", "0001_tables")]

    operations = [
        SqlFile(SQL / "banking_open.sql"),
        SqlFile(SQL / "banking_credits.sql"),
        SqlFile(SQL / "match_guards.sql"),
        AppendOnly("banking_match"),
        AppendOnly("banking_statement"),
        OnlyAppended("banking_match", "banking_statement"),
    ]
