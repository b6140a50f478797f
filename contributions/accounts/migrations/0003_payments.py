"""A medical account pays for care; what it paid leaves it as anything else does."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_promises"),
        ("agency", "0002_promises"),
        ("registry", "0004_the_dead"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, unique=True)),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("pension_resident", "Pension Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("paid_to", models.CharField(max_length=120)),
                ("paid_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_payments",
                        to="registry.person",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversal",
                        to="accounts.accountpayment",
                    ),
                ),
                (
                    "used_for",
                    models.ForeignKey(
                        help_text="Who was cared for.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
            ],
            options={
                "db_table": "accounts_payment",
                "indexes": [models.Index(fields=["person", "account", "region"], name="account_payment_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("account", "medical_employee")), name="account_payment_of_medical"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_fen__gt", 0), ("reverses__isnull", True)),
                            models.Q(("amount_fen__lt", 0), ("reverses__isnull", False)),
                            _connector="OR",
                        ),
                        name="account_payment_signs",
                    ),
                ],
            },
        ),
        AppendOnly("accounts_payment"),
        SqlFile(SQL / "accounts_credited.sql"),
        SqlFile(SQL / "payments.sql"),
        OnlyAppended("accounts_payment"),
    ]
