"""Who has a payment made again is kept, and is not whom it is of."""

from pathlib import Path

from django.db import migrations, models

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0023_rises_in_order"), ("claims", "0004_not_of_oneself")]

    operations = [
        migrations.AddField(
            model_name="payment",
            name="again_by_id",
            field=models.BigIntegerField(
                null=True, help_text="The account that had it paid again; none before it was kept."
            ),
        ),
        SqlFileTakenBack(SQL / "guards.sql"),
        SqlFile(SQL / "guards.sql"),
    ]
