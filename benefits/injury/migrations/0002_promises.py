"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("injury", "0001_tables"),
        ("agency", "0002_promises"),
        ("banking", "0002_promises"),
        ("claims", "0002_promises"),
        ("ledger", "0002_promises"),
        ("letters", "0002_promises"),
        ("matters", "0002_promises"),
        ("payments", "0002_promises"),
        ("projects", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        AppendOnly("injury_application"),
        AppendOnly("injury_statement"),
        AppendOnly("injury_certification"),
        AppendOnly("injury_injury"),
        SqlFile(SQL / "appraisals.sql"),
        AppendOnly("injury_appraisal"),
        SqlFile(SQL / "one_of_both.sql"),
        AppendOnly("injury_advance"),
        AppendOnly("injury_advancerecovered"),
        AppendOnly("injury_advanceuncollectable"),
        SqlFile(SQL / "shares.sql"),
        AppendOnly("injury_dependantshare"),
        SqlFile(SQL / "leaves.sql"),
        AppendOnly("injury_recurrence"),
        AppendOnly("injury_paidleave"),
        SqlFile(SQL / "missing.sql"),
        AppendOnly("injury_missing"),
        AppendOnly("injury_cameback"),
        SqlFile(SQL / "certification.sql"),
        SqlFile(SQL / "advances.sql"),
        SqlFile(SQL / "closing.sql"),
        OnlyAppended(
            "injury_application",
            "injury_statement",
            "injury_certification",
            "injury_injury",
            "injury_appraisal",
            "injury_advance",
            "injury_advancerecovered",
            "injury_advanceuncollectable",
            "injury_dependantshare",
            "injury_recurrence",
            "injury_paidleave",
            "injury_missing",
            "injury_cameback",
        ),
    ]
