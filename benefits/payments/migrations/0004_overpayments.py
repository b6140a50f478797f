"""What was paid after benefits ended, and how it comes back."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
_APPENDED = (
    "payments_overpayment", "payments_overpaidmonth", "payments_recovered", "payments_repaymentagreement",
    "payments_instalment",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_promises"),
        ("letters", "0002_promises"),
        ("matters", "0002_promises"),
        ("payments", "0003_suspicions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Overpayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("due_on", models.DateField()),
                ("law", models.CharField(help_text="What the term rests on.", max_length=300)),
                ("found_at", models.DateTimeField()),
                (
                    "ending",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overpayment", to="payments.ending"
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OverpaidMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "paid_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.paymentrun"
                    ),
                ),
                (
                    "overpayment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="months", to="payments.overpayment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recovered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("repaid", "Repaid"), ("returned", "Returned")], max_length=10)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("received_on", models.DateField()),
                (
                    "bank_reference",
                    models.CharField(blank=True, help_text="The line of the bank's statement.", max_length=60),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
                (
                    "overpayment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recovered", to="payments.overpayment"
                    ),
                ),
                (
                    "result_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.resultfile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RepaymentAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("agreed_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "overpayment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreement", to="payments.overpayment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="payments.repaymentagreement",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="overpayment",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="overpayment_asks"),
        ),
        migrations.AddConstraint(
            model_name="overpaidmonth",
            constraint=models.UniqueConstraint(fields=("overpayment", "month"), name="overpaid_month_once"),
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
                            ("result_file__isnull", True),
                            models.Q(("bank_reference", ""), _negated=True),
                        ),
                        models.Q(
                            ("case__isnull", True),
                            ("entry__isnull", True),
                            ("kind", "returned"),
                            ("result_file__isnull", False),
                        ),
                        _connector="OR",
                    ),
                ),
                name="recovered_as_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovered",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "repaid")), fields=("bank_reference",), name="recovered_bank_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.UniqueConstraint(fields=("agreement", "month"), name="instalment_once"),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="instalment_asks"),
        ),
        SqlFile(SQL / "has_left.sql"),
        SqlFile(SQL / "overpayments.sql"),
        *(AppendOnly(table) for table in _APPENDED),
        OnlyAppended(*_APPENDED),
    ]
