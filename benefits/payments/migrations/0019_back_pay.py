"""Much that is paid for months gone by waits for a word."""

from pathlib import Path

from django.db import migrations, models

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"
_WHY = (
    "died", "no_account", "shared_account", "working", "two_benefits", "jump", "outlier", "back_pay", "sample",
    "suspected", "stopped",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("payments", "0018_ended_earlier")]

    operations = [
        migrations.AlterField(
            model_name="hold",
            name="because",
            field=models.CharField(choices=[(each, each) for each in _WHY], max_length=16),
        ),
        SqlFileTakenBack(SQL / "guards.sql"),
        SqlFile(SQL / "guards.sql"),
    ]
