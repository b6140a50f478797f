"""Interrupted are also who pay for themselves and did not: nobody owes it, joining is their choice."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0006_one_person"),
        ("coverage", "0002_guards"),
        ("registry", "0005_activation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="finding",
            name="finding_interrupted_by_an_employer",
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "interrupted"), _negated=True),
                    models.Q(("employer__isnull", False), ("is_must", True)),
                    models.Q(("employer__isnull", True), ("is_must", False)),
                    _connector="OR",
                ),
                name="finding_interrupted_is_owed_by_an_employer",
            ),
        ),
    ]
