"""Wages set by hand and months settled again are prepared by one person and let go by another (REG 37)."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0005_rights"),
        ("assessment", "0007_supposed"),
        ("declarations", "0005_guards"),
        ("kernel", "0004_rights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HandProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("approved", "Approved"),
                            ("sent_back", "Sent Back"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("prepared_eyes", models.CharField(max_length=64)),
                ("prepared_at", models.DateTimeField()),
                ("decided_eyes", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, help_text="Why it was sent back.", max_length=500)),
                ("version", models.IntegerField(default=0)),
                ("wages", models.JSONField(help_text="Person id → wage in fen, for everybody insured in the month.")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "declaration",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="declarations.declaration",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "waiting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="assessment.handassessment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("prepared_eyes", models.F("decided_eyes")), _negated=True),
                        name="handproposal_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("state__in", ["prepared", "withdrawn"])
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["approved", "sent_back"]),
                            ),
                            _connector="OR",
                        ),
                        name="handproposal_decided_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="handproposal_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer", ""), ("state", "sent_back"), _negated=True),
                        name="handproposal_sent_back_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "prepared")),
                        fields=("waiting",),
                        name="hand_proposal_one_prepared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("declaration__isnull", False), ("state", "approved")),
                            models.Q(models.Q(("state", "approved"), _negated=True), ("declaration__isnull", True)),
                            _connector="OR",
                        ),
                        name="hand_proposal_approved_is_declared",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resettlement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("approved", "Approved"),
                            ("sent_back", "Sent Back"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("prepared_eyes", models.CharField(max_length=64)),
                ("prepared_at", models.DateTimeField()),
                ("decided_eyes", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, help_text="Why it was sent back.", max_length=500)),
                ("version", models.IntegerField(default=0)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
                (
                    "run",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.run"
                    ),
                ),
                (
                    "tried",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.run"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("prepared_eyes", models.F("decided_eyes")), _negated=True),
                        name="resettlement_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("state__in", ["prepared", "withdrawn"])
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["approved", "sent_back"]),
                            ),
                            _connector="OR",
                        ),
                        name="resettlement_decided_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="resettlement_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer", ""), ("state", "sent_back"), _negated=True),
                        name="resettlement_sent_back_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "prepared")), fields=("region",), name="resettlement_one_prepared"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("run__isnull", False), ("state", "approved")),
                            models.Q(models.Q(("state", "approved"), _negated=True), ("run__isnull", True)),
                            _connector="OR",
                        ),
                        name="resettlement_approved_is_run",
                    ),
                ],
            },
        ),
        Eyes("assessment_handproposal", "prepared", "decided"),
        Eyes("assessment_resettlement", "prepared", "decided"),
        SqlFile(SQL / "prepared.sql"),
    ]
