"""Nobody reports what was found of a benefit of their own."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0027_owed_of_its_fund")]

    operations = [SqlFileTakenBack(SQL / "entrustments.sql"), SqlFile(SQL / "entrustments.sql")]
