"""A case names the recorded agent it was asked for by, and the mandate."""

from pathlib import Path

from django.db import migrations, models

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0003_one_person"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="agent_number",
            field=models.CharField(blank=True, help_text="Of a person's recorded agent (REG 30).", max_length=12),
        ),
        migrations.AddField(
            model_name="case",
            name="mandate",
            field=models.CharField(blank=True, help_text="By which they act.", max_length=12),
        ),
        SqlFileTakenBack(SQL / "guards.sql"),
        SqlFile(SQL / "guards.sql"),
    ]
