"""A suspicion is found unfounded by a case of two people."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0003_prisons"),
        ("matters", "0002_promises"),
        ("payments", "0014_offers_are_of_unemployment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        SqlFileTakenBack(SQL / "suspicions.sql"),
        migrations.RemoveConstraint(
            model_name="suspicion",
            name="suspicion_answered_says_how",
        ),
        migrations.AddField(
            model_name="suspicion",
            name="case",
            field=models.OneToOneField(
                help_text="That found it unfounded.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="matters.case",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspicion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("case__isnull", True),
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
                            models.Q(("case__isnull", True), ("ending__isnull", False), ("outcome", "stopped")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="suspicion_answered_says_how",
            ),
        ),
        SqlFile(SQL / "suspicions.sql"),
    ]
