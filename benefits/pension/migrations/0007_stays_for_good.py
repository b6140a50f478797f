"""The relation of whoever draws an old-age pension moves no more."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("pension", "0006_basic_raised"),
        ("transfers", "0003_schemes_and_temporary_accounts"),
    ]

    operations = [SqlFile(SQL / "stays_for_good.sql")]
