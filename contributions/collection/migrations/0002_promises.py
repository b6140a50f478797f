"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0001_tables"),
        ("agency", "0002_promises"),
        ("assessment", "0002_promises"),
        ("history", "0002_promises"),
        ("ledger", "0002_promises"),
        ("letters", "0002_promises"),
        ("matters", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "guards.sql"),
        AppendOnly("collection_allocation"),
        AppendOnly("collection_personpayer"),
        SqlFile(SQL / "receipt_says.sql"),
        SqlFile(SQL / "lapsed_takes_nothing.sql"),
        AppendOnly("collection_latefee"),
        AppendOnly("collection_feepayment"),
        AppendOnly("collection_enforcementstep"),
        AppendOnly("collection_backpayment"),
        AppendOnly("collection_owedsince"),
        SqlFile(SQL / "closed.sql"),
        SqlFile(SQL / "owed_guards.sql"),
        SqlFile(SQL / "whose_money.sql"),
        SqlFile(SQL / "decisions.sql"),
        SqlFile(SQL / "owing.sql"),
        SqlFile(SQL / "money_stays_in_place.sql"),
        SqlFile(SQL / "late_fee_guards.sql"),
        SqlFile(SQL / "collection_late_fees.sql"),
        OnlyAppended(
            "collection_allocation",
            "collection_personpayer",
            "collection_latefee",
            "collection_feepayment",
            "collection_enforcementstep",
            "collection_backpayment",
            "collection_owedsince",
        ),
    ]
