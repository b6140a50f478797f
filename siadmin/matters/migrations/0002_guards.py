"""Facts, steps and papers are append-only; the triggers of cases and absences."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial"), ("kernel", "0004_rights")]

    operations = [
        AppendOnly("matters_facts"),
        AppendOnly("matters_step"),
        AppendOnly("matters_casepaper"),
        OnlyAppended("matters_facts", "matters_step", "matters_casepaper"),
        SqlFile(SQL / "guards.sql"),
    ]
