"""A person is insured once at a time in each insurance."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("participation", "0002_initial"), ("kernel", "0002_guards")]

    operations = [
        SqlFile(SQL / "no_overlap.sql"),
    ]
