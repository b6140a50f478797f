"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("history", "0001_tables")]

    operations = [
        SqlFile(SQL / "guards.sql"),
        Eyes("history_historyfile", "received", "submitted", "confirmed", "decided"),
        AppendOnly("history_historymonth"),
        OnlyAppended("history_historymonth"),
    ]
