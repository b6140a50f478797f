"""Values of the law govern days from the Labour Insurance Regulations of 1951 up to the end of this century."""

import datetime as dt

from django.db import migrations, models
from django.db.models import Q

GOVERNS = Q(starts_on__gte=dt.date(1951, 2, 26), starts_on__lte=dt.date(2099, 12, 31)) & (
    Q(ends_before__isnull=True) | Q(ends_before__lte=dt.date(2100, 1, 1))
)


class Migration(migrations.Migration):
    dependencies = [("policy", "0002_guards")]

    operations = [
        migrations.AddConstraint("proposal", models.CheckConstraint(condition=GOVERNS, name="proposal_days")),
        migrations.AddConstraint("value", models.CheckConstraint(condition=GOVERNS, name="value_days")),
    ]
