"""The sets a scan writes, as functions; what was found and decided stays."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0001_initial"),
        ("kernel", "0004_rights"),
        ("participation", "0004_rights"),
        ("registry", "0003_rights"),
    ]

    operations = [
        SqlFile(SQL / "functions.sql"),
        SqlFile(SQL / "guards.sql"),
        AppendOnly("coverage_contact"),
        OnlyAppended("coverage_contact"),
    ]
