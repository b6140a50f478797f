"""An employer that owes is not closed."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("collection", "0011_owed_guards"), ("registry", "0006_closing")]

    operations = [SqlFile(SQL / "closed.sql")]
