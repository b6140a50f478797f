"""The overlap check plans anew for what a statement brings."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("participation", "0004_rights")]

    operations = [
        SqlFileTakenBack(SQL / "no_overlap.sql"),
        SqlFile(SQL / "insured_once.sql"),
    ]
