"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("pension", "0001_tables"),
        ("claims", "0002_promises"),
        ("matters", "0002_promises"),
        ("payments", "0002_promises"),
        ("registry", "0002_promises"),
        ("transfers", "0002_promises"),
    ]

    operations = [
        AppendOnly("pension_pensionbasis"),
        AppendOnly("pension_allowanceanew"),
        SqlFile(SQL / "near_age.sql"),
        SqlFile(SQL / "residents_basic.sql"),
        SqlFile(SQL / "stays_for_good.sql"),
        SqlFile(SQL / "one_pension.sql"),
        SqlFile(SQL / "drawn_beside.sql"),
        AppendOnly("pension_capacityappraisal"),
        SqlFile(SQL / "appraisals.sql"),
        OnlyAppended("pension_pensionbasis", "pension_allowanceanew", "pension_capacityappraisal"),
    ]
