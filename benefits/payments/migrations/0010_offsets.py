"""Overpayments are set off against later payments of the same fund."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
_APPENDED = ("payments_offsetagreement", "payments_offset")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_promises"), ("matters", "0002_promises"), ("payments", "0009_checks")]

    operations = [
        migrations.CreateModel(
            name="OffsetAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("most_fen", siadmin.kernel.fields.FenField(help_text="Of one payment.")),
                ("consented_on", models.DateField(help_text="The day of the person's written consent.")),
                ("agreed_at", models.DateTimeField()),
                (
                    "against",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offset_agreements",
                        to="payments.entitlement",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "overpayment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offset_agreement",
                        to="payments.overpayment",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="offsetagreement",
            constraint=models.CheckConstraint(condition=models.Q(("most_fen__gt", 0)), name="offset_agreement_takes"),
        ),
        migrations.CreateModel(
            name="Offset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    siadmin.kernel.fields.MonthField(help_text="Of the run; with `batch_id` and `row` the payment."),
                ),
                ("batch_id", models.BigIntegerField()),
                ("row", models.BigIntegerField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offsets",
                        to="payments.offsetagreement",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offsets", to="payments.paymentrun"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="offset",
            constraint=models.UniqueConstraint(fields=("month", "batch_id", "row"), name="offset_once"),
        ),
        migrations.AddConstraint(
            model_name="offset",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="offset_takes"),
        ),
        migrations.AddField(
            model_name="paymentrun",
            name="offset_fen",
            field=siadmin.kernel.fields.FenField(default=0, help_text="By which its payments are less than its lines."),
        ),
        migrations.AddField(model_name="bankfile", name="offset_fen", field=siadmin.kernel.fields.FenField(default=0)),
        migrations.AddField(
            model_name="bankfile",
            name="offset_entry",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offset_entry__isnull", True), ("offset_fen", 0)),
                    models.Q(("offset_entry__isnull", False), ("offset_fen__gt", 0)),
                    _connector="OR",
                ),
                name="bank_file_offsets_booked",
            ),
        ),
        migrations.RemoveConstraint(model_name="recovered", name="recovered_as_it_came"),
        migrations.AlterField(
            model_name="recovered",
            name="kind",
            field=models.CharField(
                choices=[("repaid", "Repaid"), ("returned", "Returned"), ("offset", "Offset")], max_length=10
            ),
        ),
        migrations.AddField(
            model_name="recovered",
            name="offset",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recovered",
                to="payments.offset",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovered",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_fen__gt", 0),
                    models.Q(
                        models.Q(
                            ("case__isnull", False),
                            ("entry__isnull", False),
                            ("kind", "repaid"),
                            ("offset__isnull", True),
                            ("result_file__isnull", True),
                            models.Q(("bank_reference", ""), _negated=True),
                        ),
                        models.Q(
                            ("case__isnull", True),
                            ("entry__isnull", True),
                            ("kind", "returned"),
                            ("offset__isnull", True),
                            ("result_file__isnull", False),
                        ),
                        models.Q(
                            ("case__isnull", True),
                            ("entry__isnull", True),
                            ("kind", "offset"),
                            ("offset__isnull", False),
                            ("result_file__isnull", True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="recovered_as_it_came",
            ),
        ),
        SqlFile(SQL / "offsets.sql"),
        *(AppendOnly(table) for table in _APPENDED),
        OnlyAppended(*_APPENDED),
    ]
