"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        ("agency", "0002_promises"),
        ("dryruns", "0002_promises"),
        ("kernel", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        AppendOnly("accounts_credit"),
        Eyes("accounts_interestagain", "prepared", "decided"),
        SqlFile(SQL / "accounts_interest_on.sql"),
        SqlFile(SQL / "interest_guards.sql"),
        AppendOnly("accounts_interest"),
        AppendOnly("accounts_subsidycredit"),
        AppendOnly("accounts_opening"),
        AppendOnly("accounts_move"),
        AppendOnly("accounts_payment"),
        SqlFile(SQL / "accounts_credited.sql"),
        SqlFile(SQL / "payments.sql"),
        OnlyAppended(
            "accounts_credit",
            "accounts_interest",
            "accounts_subsidycredit",
            "accounts_opening",
            "accounts_move",
            "accounts_payment",
        ),
    ]
