"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("dryruns", "0001_tables"),
        ("assessment", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "below_zero.sql"),
        SqlFile(SQL / "guards.sql"),
        AppendOnly("dryruns_baseline"),
        AppendOnly("dryruns_employereffect"),
        AppendOnly("dryruns_peopleeffect"),
        SqlFile(SQL / "dryruns_difference.sql"),
        OnlyAppended("dryruns_baseline", "dryruns_employereffect", "dryruns_peopleeffect"),
    ]
