"""An account stays with its person, a grant on record; forbidden pairs of posts are only added."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("agency", "0002_guards")]

    operations = [
        SqlFile(SQL / "person_behind_account.sql"),
        AppendOnly("agency_forbiddenpair"),
    ]
