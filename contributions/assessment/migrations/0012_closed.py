"""A closed employer is not charged."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("assessment", "0011_orders"), ("registry", "0006_closing")]

    operations = [SqlFile(SQL / "closed.sql")]
