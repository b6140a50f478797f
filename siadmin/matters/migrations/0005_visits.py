"""Home visits as work orders."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields
import siadmin.matters.rules
from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0007_granted_from_above"),
        ("matters", "0004_agents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("subject", models.CharField(help_text="Our number of the person.", max_length=12)),
                ("wish", models.CharField(help_text="What they want done, in their words.", max_length=200)),
                (
                    "reason",
                    models.CharField(
                        choices=[("elderly", "Elderly"), ("disabled", "Disabled"), ("ill", "Ill"), ("other", "Other")],
                        max_length=10,
                    ),
                ),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("phone", "Phone"),
                            ("agent", "Agent"),
                            ("village", "Village"),
                            ("counter", "Counter"),
                        ],
                        max_length=10,
                    ),
                ),
                ("place", siadmin.kernel.fields.EncryptedTextField()),
                ("phone", siadmin.kernel.fields.EncryptedTextField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("planned", "planned"),
                            ("done", "done"),
                            ("cancelled", "cancelled"),
                        ],
                        default=siadmin.matters.rules.VisitState["ASKED"],
                        max_length=10,
                    ),
                ),
                ("version", models.IntegerField(default=0)),
                ("tries", models.SmallIntegerField(default=0)),
                ("due_on", models.DateField(help_text="By when somebody has been there.")),
                ("planned_on", models.DateField(null=True)),
                ("from_time", models.TimeField(null=True)),
                ("until_time", models.TimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("papers_taken", "Papers Taken"),
                            ("explained", "Explained"),
                            ("not_wanted", "Not Wanted"),
                            ("not_met", "Not Met"),
                        ],
                        max_length=14,
                    ),
                ),
                ("note", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("visited_at", models.DateTimeField(null=True)),
                ("ordered_at", models.DateTimeField()),
                (
                    "assigned_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="matters.case"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="agency.office"
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "visited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    siadmin.matters.rules.VisitState["ASKED"],
                                    siadmin.matters.rules.VisitState["PLANNED"],
                                ],
                            )
                        ),
                        fields=["office", "due_on"],
                        name="visit_queue",
                    ),
                    models.Index(
                        condition=models.Q(("state", "planned")),
                        fields=["assigned_to", "planned_on"],
                        name="visit_of_visitor",
                    ),
                    models.Index(fields=["case"], name="visit_of_case"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    siadmin.matters.rules.VisitState["ASKED"],
                                    siadmin.matters.rules.VisitState["PLANNED"],
                                ],
                            )
                        ),
                        fields=("case",),
                        name="visit_of_a_case_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "planned"), _negated=True),
                            models.Q(
                                ("assigned_to__isnull", False),
                                ("from_time__isnull", False),
                                ("planned_on__isnull", False),
                                ("until_time__gt", models.F("from_time")),
                            ),
                            _connector="OR",
                        ),
                        name="visit_planned_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "done"),
                                ("visited_at__isnull", False),
                                ("visited_by__isnull", False),
                                models.Q(("outcome__in", ["", "not_met"]), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "done"), _negated=True),
                                ("visited_at__isnull", True),
                                ("visited_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="visit_done_has_its_outcome",
                    ),
                ],
            },
        ),
        SqlFile(SQL / "visits.sql"),
    ]
