"""A benefit that ended may prove to have ended earlier: by another case, and no month of it is demanded twice."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"
_SAID_ANEW = ("overpayments.sql", "guards.sql")


class Migration(migrations.Migration):
    dependencies = [("payments", "0017_lines_of_a_run")]

    operations = [operation(SQL / name) for name in _SAID_ANEW for operation in (SqlFileTakenBack, SqlFile)]
