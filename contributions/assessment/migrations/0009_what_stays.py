"""What a bill and a month that waited for a person go on saying."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("assessment", "0008_four_eyes")]

    operations = [SqlFile(SQL / "what_stays.sql")]
