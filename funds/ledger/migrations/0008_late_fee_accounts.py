"""Books that are open already get their account for late fees."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_late_fees")]

    operations = [SqlFile(SQL / "late_fee_accounts.sql")]
