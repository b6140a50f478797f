"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("selfpay", "0001_tables"),
        ("agency", "0002_promises"),
        ("kernel", "0002_promises"),
        ("platforms", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "guards.sql"),
        AppendOnly("selfpay_subsidyitem"),
        SqlFile(SQL / "claimed_years_stay.sql"),
        SqlFile(SQL / "listing.sql"),
        SqlFile(SQL / "unclaimed.sql"),
        SqlFile(SQL / "doubled.sql"),
        AppendOnly("selfpay_subsidydouble"),
        Eyes("selfpay_subsidyclaim", "claimed", "received"),
        OnlyAppended("selfpay_subsidyitem", "selfpay_subsidydouble"),
    ]
