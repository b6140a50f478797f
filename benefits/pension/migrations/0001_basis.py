"""What a pension was reckoned on when it was granted."""

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("claims", "0002_promises"),
    ]

    operations = [
        migrations.CreateModel(
            name="PensionBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("retired_in", siadmin.kernel.fields.MonthField()),
                ("months", models.SmallIntegerField()),
                (
                    "index",
                    models.DecimalField(
                        decimal_places=8, help_text="The average index of the contributions.", max_digits=12
                    ),
                ),
                ("is_provisional", models.BooleanField(help_text="Reckoned on the reference wage of the year before.")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pension_basis", to="claims.decision"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("index__gt", 0), ("months__gt", 0)), name="pension_basis_counts"
                    )
                ],
            },
        ),
        AppendOnly("pension_pensionbasis"),
        OnlyAppended("pension_pensionbasis"),
    ]
