"""Posts are granted from above only; there are no administrators below the city."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("agency", "0006_one_person")]

    operations = [SqlFile(SQL / "granted_from_above.sql")]
