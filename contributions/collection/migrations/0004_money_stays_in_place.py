"""Money stays in its fund and within its bill; only money settles a bill, only a settled bill credits accounts."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0003_guards"),
        ("accounts", "0002_guards"),
        ("assessment", "0003_guards"),
        ("ledger", "0002_guards"),
    ]

    operations = [
        SqlFile(SQL / "money_stays_in_place.sql"),
    ]
