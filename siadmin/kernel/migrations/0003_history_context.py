"""Histories of many rows in one transaction, at a cost that grows with their number only."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_guards"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        SqlFile(SQL / "history_context.sql"),
    ]
