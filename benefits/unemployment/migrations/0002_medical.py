"""Medical contributions that the fund pays while the benefit is drawn (SIL 48)."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
_APPENDED = ("unemployment_medicalpayment", "unemployment_medicalmonth")


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_promises"),
        ("payments", "0008_ended_by_a_grant"),
        ("registry", "0003_persons_known"),
        ("unemployment", "0001_grants"),
        ("participation", "0003_paid_by_the_unemployment_fund"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MedicalPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("sequence", models.SmallIntegerField()),
                ("people", models.IntegerField()),
                ("months", models.IntegerField()),
                ("total_fen", siadmin.kernel.fields.FenField()),
                ("law", models.JSONField(help_text="By month every value it was reckoned by, with its source.")),
                ("paid_at", models.DateTimeField()),
                (
                    "in_entry",
                    models.OneToOneField(
                        help_text="Of the medical fund.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "out_entry",
                    models.OneToOneField(
                        help_text="Of this fund.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "payment_run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="medical_payments",
                        to="payments.paymentrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MedicalMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("base_fen", siadmin.kernel.fields.FenField()),
                ("employer_fen", siadmin.kernel.fields.FenField()),
                ("employee_fen", siadmin.kernel.fields.FenField()),
                ("maternity_fen", siadmin.kernel.fields.FenField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_months",
                        to="unemployment.medicalpayment",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="medicalpayment",
            constraint=models.UniqueConstraint(fields=("payment_run", "sequence"), name="medical_payment_once"),
        ),
        migrations.AddConstraint(
            model_name="medicalpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gt", 0), ("people__gt", 0), ("total_fen__gt", 0)),
                name="medical_payment_pays",
            ),
        ),
        migrations.AddConstraint(
            model_name="medicalmonth",
            constraint=models.UniqueConstraint(fields=("person", "month"), name="medical_month_once"),
        ),
        SqlFile(SQL / "medical.sql"),
        *(AppendOnly(table) for table in _APPENDED),
        OnlyAppended(*_APPENDED),
    ]
