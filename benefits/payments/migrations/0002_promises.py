"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
_APPENDED = (
    "payments_entitlement", "payments_batch", "payments_bankfile", "payments_line", "payments_payment",
    "payments_infile",
    "payments_resultfile", "payments_result",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_tables")]

    operations = [
        SqlFile(SQL / "guards.sql"),
        Eyes("payments_paymentrun", "opened", "reviewed", "approved"),
        *(AppendOnly(table) for table in _APPENDED),
        OnlyAppended(*_APPENDED),
    ]
