"""What changes a project's bill is of its pot."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("collection", "0004_pots"), ("assessment", "0004_changed_projects")]

    operations = [
        SqlFileTakenBack(SQL / "collection_late_fees.sql"),
        SqlFile(SQL / "collection_late_fees.sql"),
    ]
