"""Measures against institutions, and that they are heard before anybody decides."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0002_promises"),
        ("providers", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("urge", "urge"),
                            ("suspend_payment", "suspend_payment"),
                            ("refuse", "refuse"),
                            ("recover", "recover"),
                            ("suspend_department", "suspend_department"),
                            ("suspend_institution", "suspend_institution"),
                            ("terminate", "terminate"),
                        ],
                        max_length=20,
                    ),
                ),
                ("facts", models.CharField(max_length=500)),
                ("effective_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("state_until", models.DateField()),
                ("proposed_eyes", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("imposed", "imposed"), ("dropped", "dropped")], max_length=8
                    ),
                ),
                ("decision", models.CharField(blank=True, max_length=500)),
                ("decided_eyes", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
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
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.department",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="providers.institution"
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("stated", "stated"), ("passed", "passed")], max_length=6)),
                ("said", models.CharField(blank=True, max_length=2000)),
                ("heard_at", models.DateTimeField()),
                (
                    "heard_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "measure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hearing", to="providers.measure"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("facts", ""), _negated=True),
                    ("effective_on__gt", models.F("state_until")),
                    models.Q(
                        ("ends_before__isnull", True), ("ends_before__gt", models.F("effective_on")), _connector="OR"
                    ),
                ),
                name="measure_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("department__isnull", False), ("kind", "suspend_department")),
                    models.Q(models.Q(("kind", "suspend_department"), _negated=True), ("department__isnull", True)),
                    _connector="OR",
                ),
                name="measure_of_a_department",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("decided_eyes", ""),
                        ("decision", ""),
                        ("outcome", ""),
                    ),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("decision", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("decided_eyes", ""), _negated=True),
                        models.Q(("decided_eyes", models.F("proposed_eyes")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="measure_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "stated"), models.Q(("said", ""), _negated=True)),
                    models.Q(("kind", "passed"), ("said", "")),
                    _connector="OR",
                ),
                name="hearing_says_what",
            ),
        ),
        SqlFile(SQL / "measures.sql"),
        Eyes("providers_measure", "proposed", "decided"),
        AppendOnly("providers_hearing"),
        OnlyAppended("providers_hearing"),
    ]
