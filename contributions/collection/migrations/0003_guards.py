"""Receipts keep what they say; allocations are only added."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("collection", "0002_initial"), ("kernel", "0002_guards")]

    operations = [
        SqlFile(SQL / "guards.sql"),
        AppendOnly("collection_allocation"),
    ]
