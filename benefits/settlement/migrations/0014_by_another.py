"""A bank's answer to a clearing is taken in by another than who signed it or sent its file; days in one hospital."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("settlement", "0013_remitting")]

    operations = [
        SqlFile(SQL / "answers_by_another.sql"),
        SqlFileTakenBack(SQL / "guards.sql"),
        SqlFile(SQL / "guards.sql"),
    ]
