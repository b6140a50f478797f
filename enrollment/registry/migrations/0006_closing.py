"""Employers are closed by a case, with a certificate."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0002_guards"),
        ("registry", "0005_activation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last_day", models.DateField()),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("dissolved", "Dissolved"),
                            ("bankrupt", "Bankrupt"),
                            ("merged", "Merged"),
                            ("licence_revoked", "Licence Revoked"),
                            ("moved_away", "Moved Away"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True, help_text="The document that ended it, with its number.", max_length=120
                    ),
                ),
                ("case", models.CharField(max_length=12)),
                ("closed_at", models.DateTimeField()),
                ("reopened_at", models.DateTimeField(null=True)),
                ("reopened_case", models.CharField(blank=True, max_length=12)),
                (
                    "certificate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="registry.employer"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_at__isnull", True)),
                        fields=("employer",),
                        name="employer_closed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reopened_at__isnull", True), ("reopened_case", "")),
                            models.Q(
                                ("reopened_at__gte", models.F("closed_at")),
                                models.Q(("reopened_case", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="closing_reopened_by_a_case",
                    ),
                ],
            },
        ),
        SqlFile(SQL / "closing.sql"),
    ]
