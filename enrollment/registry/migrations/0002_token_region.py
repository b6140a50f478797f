"""A key of a tax authority or bank is for a region. One without is revoked: nobody can say what it was for."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def revoke_those_without(apps: Any, _: Any) -> None:
    tokens = apps.get_model("registry", "ApiToken").objects.filter(revoked_at__isnull=True)
    tokens.exclude(scope="employer").update(revoked_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("agency", "0002_guards"), ("registry", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="apitoken",
            name="region",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
            ),
        ),
        migrations.RunPython(revoke_those_without, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="apitoken",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("region__isnull", True), ("scope", "employer")),
                    models.Q(
                        models.Q(("scope", "employer"), _negated=True),
                        models.Q(("region__isnull", False), ("revoked_at__isnull", False), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="api_token_region",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_before__isnull", True), ("ends_before__gte", models.F("starts_on")), _connector="OR"
                ),
                name="delegate_period",
            ),
        ),
    ]
