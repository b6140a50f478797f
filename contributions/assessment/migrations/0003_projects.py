"""A project is billed beside the staff, to its contractor alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_promises"),
        ("assessment", "0002_promises"),
        ("registry", "0004_the_dead"),
    ]

    operations = [
        migrations.AlterField(
            model_name="bill",
            name="kind",
            field=models.CharField(
                choices=[
                    ("assessed", "Assessed"),
                    ("provisional", "Provisional"),
                    ("adjustment", "Adjustment"),
                    ("reversal", "Reversal"),
                    ("orders", "Orders"),
                    ("project", "Project"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="bill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "project"), _negated=True),
                    models.Q(
                        ("account_fen", 0),
                        ("employee_fen", 0),
                        ("employer__isnull", False),
                        ("fund", "injury"),
                        ("lines", 0),
                        ("total_fen__gt", 0),
                    ),
                    _connector="OR",
                ),
                name="bill_of_a_project",
            ),
        ),
    ]
