"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, OnlyRead, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_tables")]

    operations = [
        SqlFile(SQL / "guards.sql"),
        AppendOnly("ledger_entry"),
        AppendOnly("ledger_posting"),
        SqlFile(SQL / "complete.sql"),
        Eyes("ledger_closing", "prepared", "closed"),
        SqlFile(SQL / "late_fee_accounts.sql"),
        SqlFile(SQL / "account_in_transit.sql"),
        OnlyAppended("ledger_entry", "ledger_posting"),
        OnlyRead("ledger_allowedflow"),
    ]
