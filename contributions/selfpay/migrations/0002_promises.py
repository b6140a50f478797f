"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("selfpay", "0001_tables")]

    operations = [
        SqlFile(SQL / "guards.sql"),
        AppendOnly("selfpay_subsidyitem"),
        SqlFile(SQL / "claimed_years_stay.sql"),
        SqlFile(SQL / "unclaimed.sql"),
        SqlFile(SQL / "listing.sql"),
        OnlyAppended("selfpay_subsidyitem"),
    ]
