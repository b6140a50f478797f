import django.db.models.deletion
import django.db.models.expressions
import siadmin.kernel.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("claims", "0001_tables"),
        ("matters", "0001_tables"),
        ("payments", "0001_tables"),
        ("registry", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllowanceAnew",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "near_in",
                    siadmin.kernel.fields.MonthField(
                        help_text="The month in which five years were left; paid from the next on."
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reckoned_anew",
                        to="payments.entitlement",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="allowance_anew", to="claims.decision"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("before",), name="allowance_reckoned_once")],
            },
        ),
        migrations.CreateModel(
            name="CapacityAppraisal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.CharField(max_length=60, unique=True)),
                ("concluded_on", models.DateField()),
                ("holds_before", siadmin.kernel.fields.MonthField(help_text="The first month it does not cover.")),
                ("law", models.CharField(help_text="What its time rests on.", max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capacity_appraisals",
                        to="registry.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "holds_before"], name="appraisal_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document", ""), _negated=True), ("holds_before__gt", models.F("concluded_on"))
                        ),
                        name="appraisal_says_what",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PensionBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("retired_in", siadmin.kernel.fields.MonthField()),
                ("months", models.SmallIntegerField()),
                ("deemed_months", models.SmallIntegerField()),
                ("before_account_months", models.SmallIntegerField()),
                (
                    "index",
                    models.DecimalField(
                        decimal_places=8, help_text="The average index of the contributions.", max_digits=12
                    ),
                ),
                ("is_provisional", models.BooleanField(help_text="Reckoned on the reference wage of the year before.")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pension_basis", to="claims.decision"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("index__gt", 0), ("months__gt", 0)), name="pension_basis_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("before_account_months__gte", 0),
                            ("deemed_months__gte", 0),
                            (
                                "months__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("deemed_months"), "+", models.F("before_account_months")
                                ),
                            ),
                        ),
                        name="pension_basis_early_months",
                    ),
                ],
            },
        ),
    ]
