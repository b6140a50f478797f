"""Months of medical insurance that the unemployment fund pays (SIL 48)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_promises"),
        ("participation", "0002_promises"),
        ("registry", "0003_persons_known"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="insuredperiod",
            name="insured_by_oneself_by_category",
        ),
        migrations.AddConstraint(
            model_name="insuredperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("category__startswith", "flexible"),
                        ("employer__isnull", True),
                        ("insurance__in", ["pension_employee", "medical_employee", "unemployment"]),
                    ),
                    models.Q(
                        ("category__startswith", "resident"),
                        ("employer__isnull", True),
                        ("insurance__in", ["pension_resident", "medical_resident"]),
                    ),
                    models.Q(
                        ("before_month__isnull", False),
                        ("category", "unemployed"),
                        ("employer__isnull", True),
                        ("insurance", "medical_employee"),
                    ),
                    models.Q(
                        ("employer__isnull", False),
                        models.Q(("insurance__in", ["pension_resident", "medical_resident"]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="insured_by_oneself_by_category",
            ),
        ),
    ]
