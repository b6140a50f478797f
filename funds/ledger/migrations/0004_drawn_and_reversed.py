"""What was drawn by a plan and reversed in a later month gives that later month nothing to draw."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_funding_plans")]

    operations = [SqlFileTakenBack(SQL / "funding_plans.sql"), SqlFile(SQL / "funding_plans.sql")]
