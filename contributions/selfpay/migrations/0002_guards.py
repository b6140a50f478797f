"""Claims stay as they were made, and say once that their money came."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("selfpay", "0001_initial"), ("kernel", "0004_rights")]

    operations = [
        SqlFile(SQL / "guards.sql"),
        AppendOnly("selfpay_subsidyitem"),
        OnlyAppended("selfpay_subsidyitem"),
    ]
