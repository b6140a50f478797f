"""Entries balance, postings stay, closed months are closed."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("kernel", "0002_guards")]

    operations = [
        SqlFile(SQL / "guards.sql"),
        AppendOnly("ledger_entry"),
        AppendOnly("ledger_posting"),
    ]
