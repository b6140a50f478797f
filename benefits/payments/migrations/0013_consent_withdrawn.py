"""An agreement to set off may end; a demand is agreed on in one way at a time; nobody decides on their own benefit."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"
_SAID_ANEW = ("overpayments.sql", "offsets.sql", "suspicions.sql", "guards.sql")


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_not_of_oneself"), ("matters", "0002_promises"), ("payments", "0012_given_up")]

    operations = [
        migrations.AlterField(
            model_name="offsetagreement",
            name="overpayment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offset_agreements",
                to="payments.overpayment",
            ),
        ),
        migrations.CreateModel(
            name="OffsetEnding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("withdrawn_on", models.DateField()),
                ("reason", models.CharField(max_length=300)),
                ("ended_at", models.DateTimeField()),
                (
                    "agreement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ended",
                        to="payments.offsetagreement",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="offsetending",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="offset_ending_says_why"
            ),
        ),
        *(operation(SQL / name) for name in _SAID_ANEW for operation in (SqlFileTakenBack, SqlFile)),
        SqlFile(SQL / "offset_endings.sql"),
        AppendOnly("payments_offsetending"),
        OnlyAppended("payments_offsetending"),
    ]
