"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, OnlyRead, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_tables"),
        ("agency", "0002_promises"),
        ("coverage", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "guards.sql"),
        AppendOnly("ledger_entry"),
        AppendOnly("ledger_posting"),
        SqlFile(SQL / "complete.sql"),
        Eyes("ledger_closing", "prepared", "closed"),
        OnlyRead("ledger_allowedflow"),
        Eyes("ledger_fundingplan", "prepared", "signed", "answered"),
        SqlFile(SQL / "funding_plans.sql"),
        OnlyAppended("ledger_entry", "ledger_posting"),
    ]
