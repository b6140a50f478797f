from pathlib import Path

from django.db import migrations, models

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("settlement", "0004_cleared_by_key"),
    ]

    operations = [
        SqlFileTakenBack(SQL / "guards.sql"),
        migrations.AddField(
            model_name="stay",
            name="is_late",
            field=models.BooleanField(default=False, help_text="Told more days after the admission than it should be."),
        ),
        SqlFile(SQL / "guards.sql"),
    ]
