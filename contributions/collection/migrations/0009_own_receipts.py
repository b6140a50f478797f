"""Receipts of people who pay for themselves, and the channel they pay through."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.db import migrations, models

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0010_people_who_pay_themselves"),
        ("collection", "0008_person_payers"),
        ("ledger", "0006_residents_funds"),
        ("registry", "0004_one_person"),
    ]

    operations = [
        migrations.AddField(
            model_name="receipt",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="own_receipts",
                to="registry.person",
            ),
        ),
        migrations.AddField(
            model_name="receiptrow",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
            ),
        ),
        migrations.AlterField(
            model_name="receipt",
            name="source",
            field=models.CharField(
                choices=[("tax_authority", "Tax"), ("bank", "Bank"), ("channel", "Channel")], max_length=14
            ),
        ),
        migrations.AlterField(
            model_name="receiptfile",
            name="source",
            field=models.CharField(
                choices=[("tax_authority", "Tax"), ("bank", "Bank"), ("channel", "Channel")], max_length=14
            ),
        ),
        SqlFile(SQL / "own_receipts_say.sql"),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("employer__isnull", True), ("person__isnull", True), _connector="OR"),
                name="receipt_one_payer",
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("employer__isnull", True), ("person__isnull", True), _connector="OR"),
                name="receipt_row_one_payer",
            ),
        ),
        migrations.AddField(
            model_name="receiptrow",
            name="payer",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    models.F("employer"),
                    django.db.models.expressions.CombinedExpression(models.F("person"), "*", models.Value(-1)),
                ),
                output_field=models.BigIntegerField(null=True),
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="payer",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    models.F("employer"),
                    django.db.models.expressions.CombinedExpression(models.F("person"), "*", models.Value(-1)),
                ),
                output_field=models.BigIntegerField(null=True),
            ),
        ),
        *[
            migrations.AddConstraint(
                model_name=model,
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("person__isnull", True),
                        ("payer_name", ""),
                        models.Q(("payer_code", ""), _negated=True),
                        _connector="OR",
                    ),
                    name=name,
                ),
            )
            for model, name in (
                ("receipt", "receipt_of_a_person_is_kept_apart"),
                ("receiptrow", "receipt_row_of_a_person_is_kept_apart"),
            )
        ],
        SqlFile(SQL / "lapsed_takes_nothing.sql"),
    ]
