"""What is paid in the stead of a returned payment is paid from what came back: no more is drawn for it."""

from pathlib import Path

from django.db import migrations, models

from siadmin.kernel.fields import FenField
from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0035_rises_that_end")]

    operations = [
        migrations.AddField(
            model_name="bankfile",
            name="from_returned_fen",
            field=FenField(null=True, help_text="What banks had returned, which pays it; none before it was kept."),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                name="bank_file_from_returned_within",
                condition=models.Q(from_returned_fen__isnull=True)
                | models.Q(from_returned_fen__gte=0, from_returned_fen__lte=models.F("total_fen")),
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                fields=["batch_id"], name="payment_made_again", condition=models.Q(again_for__isnull=False)
            ),
        ),
        SqlFile(SQL / "paid_from_returned.sql"),
    ]
