"""Balances that came from elsewhere are only added."""

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_subsidies"),
        ("kernel", "0004_rights"),
        ("agency", "0006_one_person"),
    ]

    operations = [
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "account",
                        "place_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("person_id", models.BigIntegerField()),
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
                ("as_of", models.DateField()),
                ("told_by", models.BigIntegerField(help_text="The row that told it.", unique=True)),
                ("opened_on", models.DateField()),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="Where it was kept.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agency.region",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="The pooling region that keeps it now.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agency.region",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_fen__gte", 0)), name="opening_not_negative")
                ],
            },
        ),
        AppendOnly("accounts_opening"),
        OnlyAppended("accounts_opening"),
    ]
