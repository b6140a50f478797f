"""Late fees keep the money of a project apart, as that of orders and of staff."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("collection", "0003_decided_by_cases"), ("assessment", "0003_projects")]

    operations = [
        SqlFileTakenBack(SQL / "collection_late_fees.sql"),
        SqlFile(SQL / "collection_late_fees.sql"),
    ]
