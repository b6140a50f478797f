"""Who signed a plan does not write the finance department's reply down; replies of before are named by `verify`."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_reply_by_another")]

    operations = [
        SqlFileTakenBack(SQL / "funding_plans.sql"),
        SqlFile(SQL / "funding_plans.sql"),
    ]
