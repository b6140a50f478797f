"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("transfers", "0001_tables"),
        ("agency", "0002_promises"),
        ("letters", "0002_promises"),
        ("matters", "0002_promises"),
        ("participation", "0002_promises"),
        ("registry", "0002_promises"),
        ("selfpay", "0002_promises"),
    ]

    operations = [
        Eyes("transfers_transfer", "prepared", "answered", "paid", "received"),
        AppendOnly("transfers_transferyear"),
        SqlFile(SQL / "guards.sql"),
        SqlFile(SQL / "change_of_scheme.sql"),
        SqlFile(SQL / "temporary.sql"),
        Eyes("transfers_overlapreturn", "returned"),
        AppendOnly("transfers_temporaryaccount"),
        AppendOnly("transfers_overlap"),
        AppendOnly("transfers_overlapreturn"),
        OnlyAppended(
            "transfers_transferyear", "transfers_temporaryaccount", "transfers_overlap", "transfers_overlapreturn"
        ),
    ]
