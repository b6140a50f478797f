"""Paid leave after an injury, and recurrences."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("injury", "0005_shares"),
        ("matters", "0003_limits_in_calendar_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("starts_on", models.DateField(help_text="From when it is treated again.")),
                ("committee", models.CharField(max_length=80)),
                ("document", models.CharField(max_length=40)),
                ("confirmed_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "injury",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recurrences", to="injury.injury"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "document"), name="injury_recurrence_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_on__gte", models.F("starts_on")), models.Q(("document", ""), _negated=True)
                        ),
                        name="injury_recurrence_confirmed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaidLeave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("first", "first"), ("extended", "extended")], max_length=8),
                ),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField()),
                ("months", models.SmallIntegerField()),
                ("committee", models.CharField(blank=True, max_length=80)),
                ("document", models.CharField(blank=True, max_length=40)),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "injury",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leaves", to="injury.injury"
                    ),
                ),
                (
                    "recurrence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="injury.recurrence",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "first")),
                        fields=("injury", "recurrence"),
                        name="injury_leave_first_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_before__gt", models.F("starts_on")), ("months__gt", 0)),
                        name="injury_leave_has_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("committee", ""), ("document", ""), ("kind", "first")),
                            models.Q(
                                ("kind", "extended"),
                                models.Q(("committee", ""), _negated=True),
                                models.Q(("document", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="injury_leave_longer_is_confirmed",
                    ),
                ],
            },
        ),
        SqlFile(SQL / "leaves.sql"),
        AppendOnly("injury_recurrence"),
        AppendOnly("injury_paidleave"),
        OnlyAppended("injury_recurrence", "injury_paidleave"),
    ]
