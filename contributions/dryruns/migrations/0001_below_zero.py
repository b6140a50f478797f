"""What is supposed has numbers below zero, and nobody is charged by it."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = [("assessment", "0009_what_stays")]

    operations = [SqlFile(SQL / "below_zero.sql")]
