"""Whose money a receipt is that names no payer is said once; money pays bills of whoever it came from."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0002_promises"),
        ("matters", "0002_promises"),
        ("registry", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attribution",
                        to="collection.receipt",
                    ),
                ),
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
                    )
                ],
            },
        ),
        SqlFile(SQL / "whose_money.sql"),
        AppendOnly("collection_attribution"),
        OnlyAppended("collection_attribution"),
        SqlFileTakenBack(SQL / "money_stays_in_place.sql"),
        SqlFile(SQL / "money_stays_in_place.sql"),
    ]
