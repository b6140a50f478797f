"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0001_tables"),
        ("agency", "0002_promises"),
        ("declarations", "0002_promises"),
        ("kernel", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "guards.sql"),
        AppendOnly("assessment_line"),
        SqlFile(SQL / "assessment_amounts.sql"),
        SqlFile(SQL / "assessment_supposed.sql"),
        Eyes("assessment_handproposal", "prepared", "decided"),
        Eyes("assessment_resettlement", "prepared", "decided"),
        SqlFile(SQL / "prepared.sql"),
        SqlFile(SQL / "decided_by_hand.sql"),
        SqlFile(SQL / "closed.sql"),
        OnlyAppended("assessment_line"),
    ]
