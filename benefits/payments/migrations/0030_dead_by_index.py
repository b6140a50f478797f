"""Whether a payee has died is asked of the dead alone."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0029_returned_later"), ("registry", "0004_the_dead")]

    operations = [SqlFileTakenBack(SQL / "guards.sql"), SqlFile(SQL / "guards.sql")]
