"""A declaration makes only the moves there are, and what was filed stays as it was said."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("declarations", "0004_tax_declarations"), ("kernel", "0002_guards")]

    operations = [SqlFile(SQL / "guards.sql")]
