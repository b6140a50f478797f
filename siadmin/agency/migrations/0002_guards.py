"""Forbidden posts refused; the trail is append-only."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("agency", "0001_initial"), ("kernel", "0002_guards")]

    operations = [
        SqlFile(SQL / "post_guard.sql"),
        AppendOnly("agency_act"),
    ]
