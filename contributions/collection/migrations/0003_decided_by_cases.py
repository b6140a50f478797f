"""What is decided rests on its case, which the database knows; money pays bills of whoever it came from.

Columns keep the numbers of cases they held; empty ones become null.
"""

from pathlib import Path
from typing import Any

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"

ONCE, OFTEN = models.OneToOneField, models.ForeignKey


def _rests_on_its_case(table: str, model: str, column: str, name: str, kind: type = ONCE, **more: bool) -> Any:
    """The column, as it is, names a case; a field of another name stands for it."""
    field = kind(
        db_column=column,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="matters.case",
        to_field="number",
        **more,
    )
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_is_a_case FOREIGN KEY ({column})"
                " REFERENCES matters_case (number) DEFERRABLE INITIALLY DEFERRED",
                f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_is_a_case",
            )
        ],
        state_operations=[migrations.RemoveField(model, column), migrations.AddField(model, name, field)],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0002_promises"),
        ("matters", "0002_promises"),
        ("registry", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        SqlFileTakenBack(SQL / "owed_guards.sql"),
        migrations.CreateModel(
            name="Attribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "payer",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            models.F("employer"),
                            django.db.models.expressions.CombinedExpression(models.F("person"), "*", models.Value(-1)),
                        ),
                        output_field=models.BigIntegerField(null=True),
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        db_column="case_number",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matters.case",
                        to_field="number",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.employer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attributions",
                        to="collection.receipt",
                    ),
                ),
                (
                    "taken_back_case",
                    models.OneToOneField(
                        db_column="taken_back_case",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matters.case",
                        to_field="number",
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_back_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("employer__isnull", True), ("person__isnull", False)),
                            models.Q(("employer__isnull", False), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="attribution_one_payer",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at__isnull", True)),
                        fields=("receipt",),
                        name="attribution_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("taken_back_at__isnull", True),
                                ("taken_back_by__isnull", True),
                                ("taken_back_case__isnull", True),
                            ),
                            models.Q(
                                ("taken_back_at__isnull", False),
                                ("taken_back_by__isnull", False),
                                ("taken_back_case__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="attribution_taken_back_by_a_case",
                    ),
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint("deferral", "deferral_once_a_case"),
                migrations.RemoveConstraint("deferral", "deferral_stopped_says_why"),
            ],
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE collection_deferral DROP CONSTRAINT deferral_stopped_says_why,"
                    " ALTER COLUMN stop_case DROP NOT NULL,"
                    " ALTER COLUMN stop_case TYPE varchar(12) USING nullif(stop_case, '')",
                    "ALTER TABLE collection_deferral "
                    "ALTER COLUMN stop_case TYPE varchar(12) USING coalesce(stop_case, ''),"
                    " ALTER COLUMN stop_case SET NOT NULL, ADD CONSTRAINT deferral_stopped_says_why CHECK ("
                    "stopped_because = '' AND stopped_by_id IS NULL AND stopped_on IS NULL AND stop_case = ''"
                    " OR stopped_by_id IS NOT NULL AND stopped_on IS NOT NULL AND stopped_on >= starts_on"
                    " AND stopped_on < ends_before AND stopped_because <> '' AND stop_case <> '')",
                )
            ],
        ),
        _rests_on_its_case("collection_deferral", "deferral", "stop_case", "stop_case", OFTEN, null=True),
        _rests_on_its_case("collection_deferral", "deferral", "case_number", "case", OFTEN),
        _rests_on_its_case("collection_enforcementstep", "enforcementstep", "case_number", "case"),
        _rests_on_its_case("collection_backpayment", "backpayment", "case_number", "case"),
        _rests_on_its_case("collection_refund", "refund", "case_number", "case"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddConstraint(
                    "deferral", models.UniqueConstraint(fields=("case", "fund"), name="deferral_once_a_case")
                )
            ]
        ),
        migrations.AddConstraint(
            "deferral",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("stop_case__isnull", True),
                        ("stopped_because", ""),
                        ("stopped_by__isnull", True),
                        ("stopped_on__isnull", True),
                    ),
                    models.Q(
                        ("stop_case__isnull", False),
                        ("stopped_by__isnull", False),
                        ("stopped_on__isnull", False),
                        ("stopped_on__gte", models.F("starts_on")),
                        ("stopped_on__lt", models.F("ends_before")),
                        models.Q(("stopped_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="deferral_stopped_says_why",
            ),
        ),
        migrations.AddField(
            "refund",
            "withdrawal_asked_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("refund", "withdrawal_asked_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "refund",
            "withdrawal_asked_because",
            models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "refund",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawal_asked_at__isnull", True),
                        ("withdrawal_asked_because", ""),
                        ("withdrawal_asked_by__isnull", True),
                    ),
                    models.Q(
                        ("withdrawal_asked_at__isnull", False),
                        ("withdrawal_asked_by__isnull", False),
                        models.Q(("withdrawal_asked_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="refund_withdrawal_says_why",
            ),
        ),
        SqlFile(SQL / "owed_guards.sql"),
        SqlFile(SQL / "whose_money.sql"),
        SqlFile(SQL / "decisions.sql"),
        SqlFile(SQL / "owing.sql"),
        SqlFileTakenBack(SQL / "money_stays_in_place.sql"),
        SqlFile(SQL / "money_stays_in_place.sql"),
        SqlFileTakenBack(SQL / "late_fee_guards.sql"),
        SqlFile(SQL / "late_fee_guards.sql"),
    ]
