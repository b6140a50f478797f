"""Who signs, applies and stands in is compared as a natural person whose number may have been replaced."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("matters", "0002_guards"), ("agency", "0006_one_person")]

    operations = [
        SqlFileTakenBack(SQL / "guards.sql"),
        SqlFile(SQL / "guards.sql"),
    ]
