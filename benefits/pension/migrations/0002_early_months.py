"""What the parts of a pension that follow the reference wage were reckoned on, early months among them.

A basis kept before, of a pension with a transitional part, does not tell its early months: it goes, and installing
keeps it anew from the record.
"""

from django.db import migrations, models

FORGET = """
DELETE FROM pension_pensionbasis AS basis
 USING claims_decisionitem AS item
 WHERE item.decision_id = basis.decision_id AND item.component = 'transitional_pension'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("pension", "0001_basis"),
    ]

    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE pension_pensionbasis DISABLE TRIGGER pension_pensionbasis_append_only",
                FORGET,
                "ALTER TABLE pension_pensionbasis ENABLE TRIGGER pension_pensionbasis_append_only",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.AddField(
            model_name="pensionbasis",
            name="deemed_months",
            field=models.SmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="pensionbasis",
            name="before_account_months",
            field=models.SmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="pensionbasis",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("before_account_months__gte", 0),
                    ("deemed_months__gte", 0),
                    (
                        "months__gte",
                        models.expressions.CombinedExpression(
                            models.F("deemed_months"), "+", models.F("before_account_months")
                        ),
                    ),
                ),
                name="pension_basis_early_months",
            ),
        ),
    ]
