"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("unemployment", "0001_tables"),
        ("agency", "0002_promises"),
        ("claims", "0002_promises"),
        ("ledger", "0002_promises"),
        ("matters", "0002_promises"),
        ("participation", "0002_promises"),
        ("payments", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "guards.sql"),
        AppendOnly("unemployment_spellgrant"),
        AppendOnly("unemployment_medicalpayment"),
        AppendOnly("unemployment_medicalmonth"),
        SqlFile(SQL / "medical_returns.sql"),
        AppendOnly("unemployment_medicalreturn"),
        AppendOnly("unemployment_returnedmonth"),
        SqlFile(SQL / "medical.sql"),
        AppendOnly("unemployment_refusedoffer"),
        SqlFile(SQL / "refused_offers.sql"),
        OnlyAppended(
            "unemployment_spellgrant",
            "unemployment_medicalpayment",
            "unemployment_medicalmonth",
            "unemployment_medicalreturn",
            "unemployment_returnedmonth",
            "unemployment_refusedoffer",
        ),
    ]
