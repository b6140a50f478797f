"""Money of a fund pays what is of that fund; who sends a run's files, or takes in answers, signed nothing of it."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0033_bank_lines")]

    operations = [SqlFile(SQL / "of_its_fund.sql")]
