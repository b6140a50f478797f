"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("banking", "0001_tables"),
        ("agency", "0002_promises"),
        ("ledger", "0002_promises"),
        ("matters", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "banking_open.sql"),
        SqlFile(SQL / "banking_credits.sql"),
        AppendOnly("banking_match"),
        AppendOnly("banking_statement"),
        SqlFile(SQL / "bank_lines.sql"),
        SqlFile(SQL / "match_guards.sql"),
        AppendOnly("banking_bankline"),
        AppendOnly("banking_linepart"),
        OnlyAppended("banking_match", "banking_statement", "banking_bankline", "banking_linepart"),
    ]
