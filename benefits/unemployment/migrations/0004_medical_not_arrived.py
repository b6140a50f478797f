"""Months paid for whose benefit the bank returned are listed beside those whose benefit was ended."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0022_drawn_once"), ("unemployment", "0003_refused_offers")]

    operations = [
        SqlFileTakenBack(SQL / "medical.sql"),
        SqlFile(SQL / "medical.sql"),
    ]
