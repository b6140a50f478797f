"""A suspicion is given to an office, or to a clerk who goes there."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_promises"),
        ("payments", "0015_unfounded_by_two"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        SqlFileTakenBack(SQL / "verifications.sql"),
        SqlFileTakenBack(SQL / "suspicions.sql"),
        migrations.AddField(
            model_name="verification",
            name="visit_wished_at",
            field=models.DateTimeField(help_text="Rather than to confirm, they wish to be visited.", null=True),
        ),
        migrations.CreateModel(
            name="Entrustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(choices=[("entrusted", "entrusted"), ("visited", "visited")], max_length=10)),
                (
                    "partner",
                    models.CharField(
                        blank=True, help_text="Whom the office has check: a village committee.", max_length=120
                    ),
                ),
                (
                    "directly",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("elderly", "elderly"),
                            ("disabled", "disabled"),
                            ("no_phone", "no_phone"),
                            ("cannot_answer", "cannot_answer"),
                        ],
                        max_length=14,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("law", models.CharField(help_text="What the term rests on.", max_length=300)),
                ("visited_on", models.DateField(null=True)),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("entitled", "entitled"),
                            ("not_entitled", "not_entitled"),
                            ("not_met", "not_met"),
                            ("taken_back", "taken_back"),
                        ],
                        max_length=12,
                    ),
                ),
                ("found", models.CharField(blank=True, max_length=500)),
                (
                    "statement",
                    siadmin.kernel.fields.EncryptedTextField(help_text="What the person said to it.", null=True),
                ),
                ("reported_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.office"
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "suspicion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entrustments",
                        to="payments.suspicion",
                    ),
                ),
                (
                    "visitor",
                    models.ForeignKey(
                        help_text="Who goes there.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reported_at__isnull", True)),
                        fields=("suspicion",),
                        name="entrustment_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("partner", ""), ("visitor__isnull", False), ("way", "visited")),
                            models.Q(("visitor__isnull", True), ("way", "entrusted")),
                            _connector="OR",
                        ),
                        name="entrustment_visitor_goes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("document__isnull", True),
                                ("finding", ""),
                                ("found", ""),
                                ("reported_at__isnull", True),
                                ("reported_by__isnull", True),
                                ("statement__isnull", True),
                                ("visited_on__isnull", True),
                            ),
                            models.Q(
                                models.Q(("finding", ""), _negated=True),
                                models.Q(("found", ""), _negated=True),
                                ("reported_at__gte", models.F("asked_at")),
                                ("reported_by__isnull", False),
                                models.Q(("finding", "taken_back"), ("visited_on__isnull", False), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="entrustment_reported_whole",
                    ),
                ],
            },
        ),
        SqlFile(SQL / "suspicions.sql"),
        SqlFile(SQL / "verifications.sql"),
        SqlFile(SQL / "entrustments.sql"),
    ]
