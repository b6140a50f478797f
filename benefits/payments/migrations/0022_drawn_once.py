"""Two records are not merged while one benefit goes on under both."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0021_rises_supplemented"),
        ("registry", "0003_persons_known"),
    ]

    operations = [SqlFile(SQL / "drawn_once.sql")]
