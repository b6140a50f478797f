"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("collection", "0001_tables")]

    operations = [
        SqlFile(SQL / "guards.sql"),
        AppendOnly("collection_allocation"),
        SqlFile(SQL / "money_stays_in_place.sql"),
        AppendOnly("collection_personpayer"),
        SqlFile(SQL / "receipt_says.sql"),
        SqlFile(SQL / "lapsed_takes_nothing.sql"),
        SqlFile(SQL / "late_fee_guards.sql"),
        SqlFile(SQL / "owed_guards.sql"),
        SqlFile(SQL / "collection_late_fees.sql"),
        AppendOnly("collection_latefee"),
        AppendOnly("collection_feepayment"),
        AppendOnly("collection_enforcementstep"),
        AppendOnly("collection_backpayment"),
        AppendOnly("collection_owedsince"),
        SqlFile(SQL / "closed.sql"),
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
