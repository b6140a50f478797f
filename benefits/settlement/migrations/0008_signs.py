"""Every part of a bill has its sign; a run begins assembling, a flag undecided; a year is its settlements."""

from pathlib import Path

from django.db import migrations, models

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_receipts"), ("providers", "0004_own"), ("settlement", "0007_accounts")]

    operations = [
        SqlFileTakenBack(SQL / "clearing.sql"),
        SqlFileTakenBack(SQL / "guards.sql"),
        migrations.RemoveConstraint(
            model_name="settlement",
            name="settlement_signs",
        ),
        migrations.AddConstraint(
            model_name="billline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("advance_fen__gte", 0),
                        ("charged_fen__gte", 0),
                        ("excluded_fen__gte", 0),
                        ("in_scope_fen__gte", 0),
                        ("over_limit_fen__gte", 0),
                    ),
                    models.Q(
                        ("advance_fen__lte", 0),
                        ("charged_fen__lte", 0),
                        ("excluded_fen__lte", 0),
                        ("in_scope_fen__lte", 0),
                        ("over_limit_fen__lte", 0),
                    ),
                    _connector="OR",
                ),
                name="bill_line_signs",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("charged_fen__gte", 0),
                        ("deductible_fen__gte", 0),
                        ("large_fen__gte", 0),
                        ("major_fen__gte", 0),
                        ("out_of_scope_fen__gte", 0),
                        ("own_in_scope_fen__gte", 0),
                        ("pool_fen__gte", 0),
                        ("reason", ""),
                        ("reverses__isnull", True),
                    ),
                    models.Q(
                        ("charged_fen__lte", 0),
                        ("deductible_fen__lte", 0),
                        ("large_fen__lte", 0),
                        ("major_fen__lte", 0),
                        ("out_of_scope_fen__lte", 0),
                        ("own_in_scope_fen__lte", 0),
                        ("pool_fen__lte", 0),
                        ("reverses__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="settlement_signs",
            ),
        ),
        SqlFile(SQL / "guards.sql"),
        SqlFile(SQL / "clearing.sql"),
    ]
