"""What ends a benefit is reported, and what it may end is suspected."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0003_prisons"),
        ("matters", "0002_promises"),
        ("payments", "0027_verified_on_record"),
        ("registry", "0003_persons_known"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StopReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("died", "died"),
                            ("imprisoned", "imprisoned"),
                            ("reemployed", "reemployed"),
                            ("on_pension", "on_pension"),
                            ("abroad", "abroad"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField()),
                (
                    "reporter",
                    models.CharField(
                        choices=[("beneficiary", "beneficiary"), ("relative", "relative"), ("employer", "employer")],
                        max_length=12,
                    ),
                ),
                ("reported_on", models.DateField(help_text="The day the case was received.")),
                ("due_on", models.DateField()),
                ("law", models.CharField(help_text="What the term rests on.", max_length=300)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="suspicion",
            name="suspicion_has_one_source",
        ),
        migrations.AddField(
            model_name="stopreport",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
            ),
        ),
        migrations.AddField(
            model_name="stopreport",
            name="person",
            field=models.ForeignKey(
                help_text="Who draws the benefit.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.person",
            ),
        ),
        migrations.AddField(
            model_name="suspicion",
            name="report",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="suspicions",
                to="payments.stopreport",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspicion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("found_by", ""), ("report__isnull", True), ("row__isnull", False)),
                    models.Q(
                        ("report__isnull", True), ("row__isnull", True), models.Q(("found_by", ""), _negated=True)
                    ),
                    models.Q(("found_by", ""), ("report__isnull", False), ("row__isnull", True)),
                    _connector="OR",
                ),
                name="suspicion_has_one_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="stopreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__gt", models.F("happened_on")), ("reported_on__gte", models.F("happened_on"))
                ),
                name="stop_report_after_it",
            ),
        ),
        AppendOnly("payments_stopreport"),
        OnlyAppended("payments_stopreport"),
        SqlFile(SQL / "stop_reports.sql"),
        SqlFileTakenBack(SQL / "suspicions.sql"),
        SqlFile(SQL / "suspicions.sql"),
    ]
