"""Grants of no spell: of one work, or one certificate, once."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_not_of_oneself"),
        ("unemployment", "0005_medical_returned_later"),
    ]

    operations = [
        migrations.CreateModel(
            name="SubsidyGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scheme", models.CharField(max_length=30)),
                (
                    "of",
                    models.CharField(help_text="The employment, or the number of the certificate.", max_length=40),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subsidy_grant",
                        to="claims.decision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("scheme", "of"), name="subsidy_granted_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("scheme__in", ["unemployment_migrant", "unemployment_skill"]),
                            models.Q(("of", ""), _negated=True),
                        ),
                        name="subsidy_of_its_kind",
                    ),
                ],
            },
        ),
        SqlFile(SQL / "subsidies.sql"),
        AppendOnly("unemployment_subsidygrant"),
        OnlyAppended("unemployment_subsidygrant"),
    ]
