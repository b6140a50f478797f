"""A certificate opens accounts only with money that arrived."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("history", "0002_promises")]

    operations = [SqlFile(SQL / "money.sql")]
