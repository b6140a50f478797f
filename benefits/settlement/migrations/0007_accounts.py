"""What the person bears may be paid from personal accounts, and institutions are paid that too."""

from pathlib import Path

import django.db.models.expressions
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_payments"),
        ("settlement", "0006_asked"),
    ]

    operations = [
        SqlFileTakenBack(SQL / "guards.sql"),
        migrations.RemoveConstraint(
            model_name="clearing",
            name="clearing_adds_up",
        ),
        migrations.AddField(
            model_name="clearing",
            name="account_fen",
            field=siadmin.kernel.fields.FenField(default=0),
        ),
        migrations.AddField(
            model_name="settlement",
            name="account_fen",
            field=siadmin.kernel.fields.FenField(
                default=0, help_text="Of what the person bears, paid from personal accounts."
            ),
        ),
        migrations.AddConstraint(
            model_name="clearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("account_fen__gte", 0),
                    ("disallowed_fen__lte", models.F("fund_fen")),
                    (
                        "pay_fen",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("fund_fen"), "+", models.F("account_fen")
                            ),
                            "-",
                            models.F("disallowed_fen"),
                        ),
                    ),
                ),
                name="clearing_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("account_fen", 0),
                    models.Q(
                        ("account_fen__gt", 0),
                        (
                            "account_fen__lte",
                            django.db.models.expressions.CombinedExpression(
                                models.F("out_of_scope_fen"), "+", models.F("own_in_scope_fen")
                            ),
                        ),
                        ("reverses__isnull", True),
                    ),
                    models.Q(
                        (
                            "account_fen__gte",
                            django.db.models.expressions.CombinedExpression(
                                models.F("out_of_scope_fen"), "+", models.F("own_in_scope_fen")
                            ),
                        ),
                        ("account_fen__lt", 0),
                        ("reverses__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="settlement_account_of_self_pay",
            ),
        ),
        SqlFile(SQL / "guards.sql"),
    ]
