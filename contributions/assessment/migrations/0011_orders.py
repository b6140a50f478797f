"""Bills of platforms, by the order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0006_one_person"),
        ("assessment", "0010_people_who_pay_themselves"),
        ("registry", "0004_one_person"),
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
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="bill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "orders"), _negated=True),
                    models.Q(("account_fen", 0), ("employee_fen", 0), ("employer__isnull", False), ("fund", "injury")),
                    _connector="OR",
                ),
                name="bill_of_orders",
            ),
        ),
    ]
