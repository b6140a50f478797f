"""An order is paid once and keeps what it asked for; what the channel said is added; refunds go back by it."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("checkout", "0001_initial"), ("collection", "0011_owed_guards"), ("kernel", "0004_rights")]

    operations = [
        SqlFile(SQL / "guards.sql"),
        SqlFile(SQL / "refund_guards.sql"),
        AppendOnly("checkout_callback"),
        AppendOnly("checkout_orderitem"),
        AppendOnly("checkout_strayend"),
        OnlyAppended("checkout_callback", "checkout_orderitem", "checkout_strayend"),
    ]
