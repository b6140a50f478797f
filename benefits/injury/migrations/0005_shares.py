"""Shares of dependants, and the wage that bounds them."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_granted_once"),
        ("injury", "0004_advances"),
        ("payments", "0025_drawn_months"),
    ]

    operations = [
        migrations.CreateModel(
            name="DependantShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wage_fen", siadmin.kernel.fields.FenField(help_text="The own wage of who died, a month.")),
                ("is_spouse", models.BooleanField()),
                ("is_alone", models.BooleanField(help_text="An orphan, or an elder without anybody else.")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.decision"
                    ),
                ),
                (
                    "injury",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="injury.injury"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("wage_fen__gt", 0)), name="injury_share_of_a_wage")
                ],
            },
        ),
        SqlFile(SQL / "shares.sql"),
        AppendOnly("injury_dependantshare"),
        OnlyAppended("injury_dependantshare"),
    ]
