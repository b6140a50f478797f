"""What government adds to a residents' account: only added; it is credited in the region whose fund it came to."""

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0004_rights"),
        ("accounts", "0005_residents_account"),
        ("agency", "0005_rights"),
        ("assessment", "0010_people_who_pay_themselves"),
        ("registry", "0005_activation"),
    ]

    operations = [
        migrations.CreateModel(
            name="SubsidyCredit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
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
                ("claim", models.CharField(max_length=16)),
                ("credited_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "account", "month"), name="subsidy_credit_once"),
                    models.CheckConstraint(
                        condition=models.Q(("account", "pension_resident"), ("amount_fen__gt", 0)),
                        name="subsidy_credit_of_residents",
                    ),
                ],
            },
        ),
        AppendOnly("accounts_subsidycredit"),
        OnlyAppended("accounts_subsidycredit"),
    ]
