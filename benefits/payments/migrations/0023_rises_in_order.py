"""A measure's rises are reckoned in the order of their months."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0022_drawn_once")]

    operations = [SqlFileTakenBack(SQL / "rises.sql"), SqlFile(SQL / "rises.sql")]
