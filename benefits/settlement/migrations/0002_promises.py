"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
_APPENDED = (
    "settlement_stay", "settlement_withdrawal", "settlement_presettlement", "settlement_settlement", "settlement_line",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("settlement", "0001_tables")]

    operations = [
        SqlFile(SQL / "guards.sql"),
        *(AppendOnly(table) for table in _APPENDED),
        OnlyAppended(*_APPENDED),
    ]
