"""Two records that drew one benefit for the same months are not merged, whether or not it goes on."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0024_paid_again_by"), ("registry", "0003_persons_known")]

    operations = [SqlFileTakenBack(SQL / "drawn_once.sql"), SqlFile(SQL / "drawn_once.sql")]
