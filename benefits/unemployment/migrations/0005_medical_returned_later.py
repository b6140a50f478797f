"""Months paid for whose benefit had arrived and was returned later are listed beside the others."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0029_returned_later"), ("unemployment", "0004_medical_not_arrived")]

    operations = [
        SqlFileTakenBack(SQL / "medical.sql"),
        SqlFile(SQL / "medical.sql"),
    ]
