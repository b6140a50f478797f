"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("settlement", "0001_tables"),
        ("accounts", "0002_promises"),
        ("agency", "0002_promises"),
        ("claims", "0002_promises"),
        ("kernel", "0002_promises"),
        ("ledger", "0002_promises"),
        ("providers", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        AppendOnly("settlement_stay"),
        AppendOnly("settlement_withdrawal"),
        AppendOnly("settlement_presettlement"),
        AppendOnly("settlement_settlement"),
        AppendOnly("settlement_line"),
        AppendOnly("settlement_reconciliation"),
        AppendOnly("settlement_difference"),
        Eyes("settlement_clearingrun", "opened", "reviewed", "approved", "paid"),
        SqlFile(SQL / "clearing_booked.sql"),
        SqlFile(SQL / "clearing.sql"),
        SqlFile(SQL / "left_out.sql"),
        Eyes("settlement_leftout", "left_out"),
        Eyes("settlement_clearinghold", "held", "lifted"),
        AppendOnly("settlement_leftout"),
        AppendOnly("settlement_waiting"),
        SqlFile(SQL / "remitting.sql"),
        AppendOnly("settlement_clearingfile"),
        AppendOnly("settlement_remittance"),
        AppendOnly("settlement_clearinganswer"),
        AppendOnly("settlement_remittanceanswer"),
        SqlFile(SQL / "answers_by_another.sql"),
        SqlFile(SQL / "guards.sql"),
        OnlyAppended(
            "settlement_stay",
            "settlement_withdrawal",
            "settlement_presettlement",
            "settlement_settlement",
            "settlement_line",
            "settlement_reconciliation",
            "settlement_difference",
            "settlement_leftout",
            "settlement_waiting",
            "settlement_clearingfile",
            "settlement_remittance",
            "settlement_clearinganswer",
            "settlement_remittanceanswer",
        ),
    ]
