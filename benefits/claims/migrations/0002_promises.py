"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_tables"),
        ("agency", "0002_promises"),
        ("letters", "0002_promises"),
        ("matters", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        Eyes("claims_assessment", "signed"),
        Eyes("claims_decision", "decided"),
        AppendOnly("claims_claim"),
        AppendOnly("claims_assessment"),
        AppendOnly("claims_decision"),
        AppendOnly("claims_decisionitem"),
        SqlFile(SQL / "deaths.sql"),
        AppendOnly("claims_deathgrant"),
        SqlFile(SQL / "own.sql"),
        SqlFile(SQL / "guards.sql"),
        SqlFile(SQL / "once.sql"),
        AppendOnly("claims_grantedonce"),
        SqlFile(SQL / "receipts.sql"),
        AppendOnly("claims_receiptclaimed"),
        OnlyAppended(
            "claims_claim",
            "claims_assessment",
            "claims_decision",
            "claims_decisionitem",
            "claims_deathgrant",
            "claims_grantedonce",
            "claims_receiptclaimed",
        ),
    ]
