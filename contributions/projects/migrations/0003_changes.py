"""What a project costs may change: by a case of two, billed with its first bill."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from siadmin.kernel.fields import FenField
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_promises"),
        ("projects", "0002_promises"),
        ("assessment", "0004_changed_projects"),
        ("collection", "0005_changed_projects"),
        ("matters", "0003_limits_in_calendar_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="site",
            field=models.ForeignKey(
                help_text="The county it is built in, or a place below it; none before that was asked.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agency.region",
            ),
        ),
        migrations.CreateModel(
            name="CostChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cost_fen", FenField()),
                ("premium_fen", FenField(help_text="Of the whole cost.")),
                ("changed_on", models.DateField(help_text="The day of the contract or settlement that says it.")),
                ("decided_at", models.DateTimeField()),
                (
                    "bill",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project_change",
                        to="assessment.bill",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="projects.project"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["project", "-id"], name="project_change_newest")],
                "constraints": [
                    models.CheckConstraint(
                        name="project_changed_cost", condition=Q(cost_fen__gt=0, cost_fen__lte=5_000_000_000_000)
                    ),
                    models.CheckConstraint(name="project_changed_premium", condition=Q(premium_fen__gt=0)),
                ],
            },
        ),
        AppendOnly("projects_costchange"),
        OnlyAppended("projects_costchange"),
        SqlFile(SQL / "changes.sql"),
    ]
