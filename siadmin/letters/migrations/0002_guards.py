"""What was told stays told."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial"), ("kernel", "0002_guards")]

    operations = [
        SqlFile(SQL / "guards.sql"),
    ]
