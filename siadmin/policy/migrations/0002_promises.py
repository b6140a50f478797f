"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("policy", "0001_tables"),
        ("agency", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "value_overlap.sql"),
        Eyes("policy_proposal", "proposed", "decided"),
        SqlFile(SQL / "value_guards.sql"),
        AppendOnly("policy_calendaryear"),
        OnlyAppended("policy_calendaryear"),
    ]
