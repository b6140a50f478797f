"""What registers make suspect of benefits in payment."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0003_prisons"),
        ("payments", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Suspicion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("died", "died"), ("imprisoned", "imprisoned")], max_length=10)),
                (
                    "happened_on",
                    models.DateField(help_text="As the register says; of a prison the first of the month."),
                ),
                ("found_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("entitled", "entitled"), ("stopped", "stopped")], max_length=10
                    ),
                ),
                ("verified", models.CharField(blank=True, help_text="In which way (REG 26).", max_length=12)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AlterField(
            model_name="hold",
            name="because",
            field=models.CharField(
                choices=[
                    ("died", "died"),
                    ("no_account", "no_account"),
                    ("shared_account", "shared_account"),
                    ("working", "working"),
                    ("two_benefits", "two_benefits"),
                    ("jump", "jump"),
                    ("outlier", "outlier"),
                    ("sample", "sample"),
                    ("suspected", "suspected"),
                    ("stopped", "stopped"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["person_id"], name="payment_to_person"),
        ),
        migrations.AddField(
            model_name="suspicion",
            name="closed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="suspicion",
            name="ending",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.ending"
            ),
        ),
        migrations.AddField(
            model_name="suspicion",
            name="entitlement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="suspicions", to="payments.entitlement"
            ),
        ),
        migrations.AddField(
            model_name="suspicion",
            name="row",
            field=models.ForeignKey(
                help_text="Of the register's batch.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coverage.row",
            ),
        ),
        migrations.AddIndex(
            model_name="suspicion",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["entitlement"], name="suspicion_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="suspicion",
            constraint=models.UniqueConstraint(fields=("entitlement", "kind", "happened_on"), name="suspicion_once"),
        ),
        migrations.AddConstraint(
            model_name="suspicion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", True),
                        ("closed_by__isnull", True),
                        ("ending__isnull", True),
                        ("outcome", ""),
                        ("reason", ""),
                        ("verified", ""),
                    ),
                    models.Q(
                        models.Q(("verified", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(
                            models.Q(("ending__isnull", True), ("outcome", "entitled")),
                            models.Q(("ending__isnull", False), ("outcome", "stopped")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="suspicion_answered_says_how",
            ),
        ),
        SqlFile(SQL / "suspicions.sql"),
        SqlFileTakenBack(SQL / "guards.sql"),
        SqlFile(SQL / "guards.sql"),
    ]
