"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("platforms", "0001_tables"),
        ("agency", "0002_promises"),
        ("assessment", "0002_promises"),
        ("checkout", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        AppendOnly("platforms_orderrow"),
        AppendOnly("platforms_insuredorders"),
        AppendOnly("platforms_platformterms"),
        SqlFile(SQL / "terms_guard.sql"),
        OnlyAppended("platforms_orderrow", "platforms_insuredorders", "platforms_platformterms"),
    ]
