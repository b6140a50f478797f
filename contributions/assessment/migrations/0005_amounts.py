"""The formula of a line stands once in SQL: what is due, and what verify asks, call it."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("assessment", "0004_rights")]

    operations = [
        SqlFileTakenBack(SQL / "assessment_due.sql"),
        SqlFile(SQL / "assessment_amounts.sql"),
        SqlFile(SQL / "assessment_insured.sql"),
    ]
