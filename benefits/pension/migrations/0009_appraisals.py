"""A disability allowance rests on a conclusion that is kept, and until when it holds."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0003_limits_in_calendar_days"),
        ("payments", "0036_arrived"),
        ("pension", "0008_two_pensions"),
        ("registry", "0004_the_dead"),
    ]

    operations = [
        migrations.CreateModel(
            name="CapacityAppraisal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.CharField(max_length=60, unique=True)),
                ("concluded_on", models.DateField()),
                ("holds_before", siadmin.kernel.fields.MonthField(help_text="The first month it does not cover.")),
                ("law", models.CharField(help_text="What its time rests on.", max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capacity_appraisals",
                        to="registry.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "holds_before"], name="appraisal_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document", ""), _negated=True), ("holds_before__gt", models.F("concluded_on"))
                        ),
                        name="appraisal_says_what",
                    )
                ],
            },
        ),
        AppendOnly("pension_capacityappraisal"),
        OnlyAppended("pension_capacityappraisal"),
        SqlFile(SQL / "appraisals.sql"),
    ]
