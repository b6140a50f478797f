"""The lines of a run, and what speaks against a payment, are found without reading all that was ever paid."""

from pathlib import Path

import django.contrib.postgres.indexes
from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0016_entrustments")]

    operations = [
        migrations.AddIndex(
            model_name="benefitline",
            index=django.contrib.postgres.indexes.BrinIndex(fields=["paid_in"], name="line_paid_in"),
        ),
        SqlFileTakenBack(SQL / "in_payment.sql"),
        SqlFile(SQL / "in_payment.sql"),
    ]
