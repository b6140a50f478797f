"""A receipt of costs is claimed once, by whichever scheme."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_granted_once")]

    operations = [
        migrations.CreateModel(
            name="ReceiptClaimed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="claims.decision"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True), name="receipt_has_a_number"
                    )
                ],
            },
        ),
        SqlFile(SQL / "receipts.sql"),
        AppendOnly("claims_receiptclaimed"),
        OnlyAppended("claims_receiptclaimed"),
    ]
