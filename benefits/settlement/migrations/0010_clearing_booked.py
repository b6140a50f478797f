"""What an institution is paid is booked in the book of its fund and place."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("settlement", "0009_fourth")]

    operations = [SqlFile(SQL / "clearing_booked.sql")]
