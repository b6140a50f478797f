"""A mandate is of a person, under whichever of their records; no merge makes somebody their own agent."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("agents", "0001_initial"), ("registry", "0008_merges")]

    operations = [
        SqlFileTakenBack(SQL / "guards.sql"),
        SqlFile(SQL / "guards_of_records.sql"),
    ]
