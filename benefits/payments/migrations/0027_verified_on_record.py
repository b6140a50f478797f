"""A benefit is stopped only by what is on record as verified; a suspension answers only what it is for."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"
_SAID_ANEW = ("suspicions.sql", "guards.sql")


class Migration(migrations.Migration):
    dependencies = [("payments", "0026_owed_back")]

    operations = [operation(SQL / name) for name in _SAID_ANEW for operation in (SqlFileTakenBack, SqlFile)]
