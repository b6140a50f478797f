"""Late fees follow each other, stay in their fund and are counted; what was decided stands and was signed by enough."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
APPENDED = (
    "collection_latefee",
    "collection_feepayment",
    "collection_enforcementstep",
    "collection_backpayment",
    "collection_owedsince",
)


class Migration(migrations.Migration):
    dependencies = [("collection", "0010_owed_money"), ("matters", "0002_guards"), ("ledger", "0008_late_fee_accounts")]

    operations = [
        SqlFile(SQL / "receipt_parts.sql"),
        SqlFile(SQL / "late_fee_guards.sql"),
        SqlFile(SQL / "owed_guards.sql"),
        SqlFile(SQL / "collection_late_fees.sql"),
        *(AppendOnly(table) for table in APPENDED),
        OnlyAppended(*APPENDED),
    ]
