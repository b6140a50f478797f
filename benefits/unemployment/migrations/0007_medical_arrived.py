"""Months whose benefit had arrived though it was told as returned are due like others."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0036_arrived"), ("unemployment", "0006_medical_returns")]

    operations = [
        SqlFileTakenBack(SQL / "medical.sql"),
        SqlFile(SQL / "medical.sql"),
    ]
