"""An allowance and the difference to a pension are never drawn for the same months."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("injury", "0002_appraisals"), ("payments", "0025_drawn_months")]

    operations = [SqlFile(SQL / "one_of_both.sql")]
