"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, OnlyRead, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0001_tables"),
        ("kernel", "0002_promises"),
    ]

    operations = [
        AppendOnly("agency_act"),
        SqlFile(SQL / "person_behind_account.sql"),
        AppendOnly("agency_forbiddenpair"),
        SqlFile(SQL / "eyes.sql"),
        AppendOnly("agency_numberlink"),
        SqlFile(SQL / "post_guard.sql"),
        SqlFile(SQL / "granted_from_above.sql"),
        AppendOnly("agency_numberparting"),
        SqlFile(SQL / "parted_numbers.sql"),
        OnlyRead("agency_forbiddenpair", "agency_region"),
        OnlyAppended("agency_act", "agency_numberlink", "agency_numberparting"),
    ]
