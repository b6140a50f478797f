"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("checkout", "0001_tables"),
        ("agency", "0002_promises"),
        ("collection", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "refund_guards.sql"),
        AppendOnly("checkout_callback"),
        AppendOnly("checkout_orderitem"),
        AppendOnly("checkout_strayend"),
        SqlFile(SQL / "guards.sql"),
        SqlFile(SQL / "trades.sql"),
        AppendOnly("checkout_strayconfirmation"),
        OnlyAppended("checkout_callback", "checkout_orderitem", "checkout_strayend", "checkout_strayconfirmation"),
    ]
