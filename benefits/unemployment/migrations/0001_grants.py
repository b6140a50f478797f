"""Grants beside the monthly benefit, each of a spell of it."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("claims", "0003_death_grants"),
        ("payments", "0008_ended_by_a_grant"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpellGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scheme", models.CharField(max_length=30)),
                (
                    "from_month",
                    siadmin.kernel.fields.MonthField(
                        help_text="Of months paid at once the first; else the month it was applied for in."
                    ),
                ),
                ("months_used", models.SmallIntegerField(default=0)),
                ("born_on", models.DateField(null=True)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spell_grant", to="claims.decision"
                    ),
                ),
                (
                    "spell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spell_grants",
                        to="payments.entitlement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("born_on__isnull", True)),
                        fields=("spell", "scheme"),
                        name="spell_grant_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("born_on__isnull", False)),
                        fields=("spell", "scheme", "born_on"),
                        name="spell_grant_once_a_birth",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("months_used__gt", 0)), fields=("spell",), name="spell_paid_at_once_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("born_on__isnull", True),
                                ("months_used__gt", 0),
                                ("scheme__in", ["unemployment_reemployed", "unemployment_startup"]),
                            ),
                            models.Q(
                                ("born_on__isnull", False), ("months_used", 0), ("scheme", "unemployment_childbirth")
                            ),
                            models.Q(
                                ("born_on__isnull", True), ("months_used", 0), ("scheme", "unemployment_job_seeking")
                            ),
                            _connector="OR",
                        ),
                        name="spell_grant_of_its_kind",
                    ),
                ],
            },
        ),
        SqlFile(SQL / "guards.sql"),
        AppendOnly("unemployment_spellgrant"),
        OnlyAppended("unemployment_spellgrant"),
    ]
