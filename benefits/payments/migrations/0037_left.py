"""What has left and what stands are said once, and asked by whoever wants to know whether something was paid."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0036_work_beside")]

    operations = [
        SqlFile(SQL / "left.sql"),
        migrations.RunSQL((SQL / "has_left.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        SqlFileTakenBack(SQL / "offsets.sql"),
        SqlFile(SQL / "offsets.sql"),
    ]
