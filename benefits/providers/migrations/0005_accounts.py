"""An institution's account changes as one person proposed and another approved it."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import ChangedInColumns, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0004_own"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bank_name", models.CharField(max_length=80)),
                ("account", siadmin.kernel.fields.EncryptedTextField()),
                ("account_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("reason", models.CharField(max_length=500)),
                ("proposed_eyes", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("approved", "approved"), ("dropped", "dropped")], max_length=8
                    ),
                ),
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
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_changes",
                        to="providers.institution",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")), fields=("institution",), name="account_change_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("bank_name", ""), _negated=True)
                        ),
                        name="account_change_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("decided_eyes", ""),
                                ("outcome", ""),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("decided_eyes", ""), _negated=True),
                                models.Q(("decided_eyes", models.F("proposed_eyes")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="account_change_by_another",
                    ),
                ],
            },
        ),
        ChangedInColumns("providers_institution", "bank_name", "account", "account_hash"),
        SqlFile(SQL / "accounts.sql"),
        Eyes("providers_accountchange", "proposed", "decided"),
    ]
