"""What appraisal committees concluded of injuries."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("injury", "0001_certification"),
        ("matters", "0003_limits_in_calendar_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="Appraisal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("first", "First"), ("again", "Again"), ("review", "Review")], max_length=6
                    ),
                ),
                ("grade", models.SmallIntegerField(help_text="1, the worst, to 10; none: no grade.", null=True)),
                (
                    "nursing",
                    models.CharField(
                        blank=True, choices=[("full", "full"), ("most", "most"), ("part", "part")], max_length=4
                    ),
                ),
                ("committee", models.CharField(max_length=80)),
                ("document", models.CharField(max_length=40)),
                ("concluded_on", models.DateField()),
                ("delivered_on", models.DateField()),
                ("final_from", models.DateField()),
                ("from_month", siadmin.kernel.fields.MonthField()),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="appraisals", to="injury.injury"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "first")), fields=("injury",), name="injury_appraised_first_once"
                    ),
                    models.UniqueConstraint(fields=("committee", "document"), name="injury_conclusion_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("grade__isnull", True), models.Q(("grade__gte", 1), ("grade__lte", 10)), _connector="OR"
                        ),
                        name="injury_grade",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delivered_on__gte", models.F("concluded_on")),
                            ("final_from__gte", models.F("delivered_on")),
                        ),
                        name="injury_appraisal_days",
                    ),
                ],
            },
        ),
        SqlFile(SQL / "appraisals.sql"),
        AppendOnly("injury_appraisal"),
        OnlyAppended("injury_appraisal"),
    ]
