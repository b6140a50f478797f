"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0001_tables"),
        ("accounts", "0002_promises"),
        ("agency", "0002_promises"),
        ("banking", "0002_promises"),
        ("kernel", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "guards.sql"),
        Eyes("history_historyfile", "received", "submitted", "confirmed", "decided"),
        AppendOnly("history_historymonth"),
        SqlFile(SQL / "money.sql"),
        SqlFile(SQL / "bank_line.sql"),
        OnlyAppended("history_historymonth"),
    ]
