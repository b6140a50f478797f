"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_tables")]

    operations = [
        SqlFile(SQL / "guards.sql"),
        Eyes("claims_assessment", "signed"),
        Eyes("claims_decision", "decided"),
        AppendOnly("claims_claim"),
        AppendOnly("claims_assessment"),
        AppendOnly("claims_decision"),
        AppendOnly("claims_decisionitem"),
        OnlyAppended("claims_claim", "claims_assessment", "claims_decision", "claims_decisionitem"),
    ]
