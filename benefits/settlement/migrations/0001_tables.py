import django.db.models.deletion
import django.db.models.expressions
import siadmin.kernel.fields
from siadmin.kernel.operations import PartitionedByMonth
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0002_promises"),
        ("providers", "0001_tables"),
        ("registry", "0003_persons_known"),
    ]

    operations = [
        migrations.CreateModel(
            name="PreSettlement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("until", models.DateField(help_text="The last day of the bill.")),
                ("is_last", models.BooleanField(help_text="The stay ends with it.")),
                ("lines", models.JSONField()),
                ("shown", models.JSONField()),
                ("flags", models.JSONField(default=list)),
                ("trace", models.JSONField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        PartitionedByMonth(
            name="BillLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "month",
                        "settlement_id",
                        "row",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("month", siadmin.kernel.fields.MonthField()),
                ("settlement_id", models.BigIntegerField()),
                ("row", models.SmallIntegerField()),
                ("line", models.CharField(max_length=40)),
                ("item_id", models.BigIntegerField()),
                ("rule_id", models.BigIntegerField(null=True)),
                ("on", models.DateField()),
                ("department", models.CharField(blank=True, max_length=20)),
                ("unit_price", models.BigIntegerField()),
                ("quantity", models.BigIntegerField()),
                ("charged_fen", siadmin.kernel.fields.FenField()),
                ("over_limit_fen", siadmin.kernel.fields.FenField()),
                ("excluded_fen", siadmin.kernel.fields.FenField()),
                ("advance_fen", siadmin.kernel.fields.FenField()),
                ("in_scope_fen", siadmin.kernel.fields.FenField()),
            ],
            options={
                "db_table": "settlement_line",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "charged_fen",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("over_limit_fen"), "+", models.F("excluded_fen")
                                        ),
                                        "+",
                                        models.F("advance_fen"),
                                    ),
                                    "+",
                                    models.F("in_scope_fen"),
                                ),
                            )
                        ),
                        name="bill_line_adds_up",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("reference", models.CharField(help_text="The institution's own number.", max_length=40)),
                ("scheme", models.CharField(max_length=20)),
                (
                    "insurance",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("unemployment", "Unemployment"),
                            ("injury", "Injury"),
                            ("maternity", "Maternity"),
                            ("pension_resident", "Pension"),
                            ("medical_resident", "Medical"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "fund",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("unemployment", "Unemployment"),
                            ("injury", "Injury"),
                            ("pension_resident", "Pension Resident"),
                            ("medical_resident", "Medical Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "care",
                    models.CharField(choices=[("inpatient", "inpatient"), ("outpatient", "outpatient")], max_length=10),
                ),
                ("admitted_on", models.DateField()),
                ("insured", models.JSONField()),
                ("opened_at", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.agreement"
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.providerclient"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.department",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stays", to="providers.institution"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stays", to="registry.person"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                (
                    "fund",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("unemployment", "Unemployment"),
                            ("injury", "Injury"),
                            ("pension_resident", "Pension Resident"),
                            ("medical_resident", "Medical Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                ("scheme", models.CharField(max_length=20)),
                ("year", models.SmallIntegerField()),
                (
                    "month",
                    siadmin.kernel.fields.MonthField(
                        help_text="In which it was settled: that of its lines, and of its clearing."
                    ),
                ),
                ("settled_on", models.DateField()),
                ("settled_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("is_last", models.BooleanField()),
                ("opens_stay", models.BooleanField()),
                ("is_further", models.BooleanField()),
                ("lines", models.IntegerField()),
                ("charged_fen", siadmin.kernel.fields.FenField()),
                ("out_of_scope_fen", siadmin.kernel.fields.FenField()),
                ("deductible_fen", siadmin.kernel.fields.FenField()),
                ("pool_fen", siadmin.kernel.fields.FenField()),
                ("large_fen", siadmin.kernel.fields.FenField()),
                ("major_fen", siadmin.kernel.fields.FenField()),
                ("own_in_scope_fen", siadmin.kernel.fields.FenField()),
                ("adds_stays", models.SmallIntegerField()),
                ("adds_inpatient_scope_fen", siadmin.kernel.fields.FenField()),
                ("adds_outpatient_scope_fen", siadmin.kernel.fields.FenField()),
                ("adds_pool_fen", siadmin.kernel.fields.FenField()),
                ("adds_outpatient_pool_fen", siadmin.kernel.fields.FenField()),
                ("adds_large_fen", siadmin.kernel.fields.FenField()),
                ("adds_residual_fen", siadmin.kernel.fields.FenField()),
                ("adds_major_fen", siadmin.kernel.fields.FenField()),
                ("explained", models.JSONField(default=list)),
                ("trace", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.providerclient"
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="providers.institution",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="settlements", to="registry.person"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversal",
                        to="settlement.settlement",
                    ),
                ),
                (
                    "shown",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="settlement.presettlement",
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="settlements", to="settlement.stay"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="presettlement",
            name="stay",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="presettlements", to="settlement.stay"
            ),
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=200)),
                ("withdrawn_at", models.DateTimeField()),
                (
                    "stay",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="settlement.stay"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="YearTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("scheme", models.CharField(max_length=20)),
                ("stays", models.IntegerField(default=0)),
                ("inpatient_scope_fen", siadmin.kernel.fields.FenField(default=0)),
                ("outpatient_scope_fen", siadmin.kernel.fields.FenField(default=0)),
                ("pool_fen", siadmin.kernel.fields.FenField(default=0)),
                ("outpatient_pool_fen", siadmin.kernel.fields.FenField(default=0)),
                ("large_fen", siadmin.kernel.fields.FenField(default=0)),
                ("residual_fen", siadmin.kernel.fields.FenField(default=0)),
                ("major_fen", siadmin.kernel.fields.FenField(default=0)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(fields=["person", "admitted_on"], name="stay_of_person"),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.UniqueConstraint(fields=("institution", "reference"), name="stay_told_once"),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(("reference", ""), _negated=True), name="stay_has_a_reference"
            ),
        ),
        migrations.AddIndex(
            model_name="settlement",
            index=models.Index(fields=["person", "year", "scheme"], name="settlement_of_year"),
        ),
        migrations.AddIndex(
            model_name="settlement",
            index=models.Index(fields=["institution", "month"], name="settlement_of_institution"),
        ),
        migrations.AddIndex(
            model_name="settlement",
            index=models.Index(fields=["institution", "settled_on"], name="settlement_of_day"),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reverses__isnull", True)), fields=("shown",), name="presettlement_settled_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "charged_fen",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("out_of_scope_fen"), "+", models.F("pool_fen")
                                    ),
                                    "+",
                                    models.F("large_fen"),
                                ),
                                "+",
                                models.F("major_fen"),
                            ),
                            "+",
                            models.F("own_in_scope_fen"),
                        ),
                    )
                ),
                name="settlement_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("charged_fen__gte", 0), ("pool_fen__gte", 0), ("reason", ""), ("reverses__isnull", True)),
                    models.Q(
                        ("charged_fen__lte", 0),
                        ("pool_fen__lte", 0),
                        ("reverses__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="settlement_signs",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="withdrawal_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="yeartotal",
            constraint=models.UniqueConstraint(fields=("person", "year", "scheme"), name="year_total_once"),
        ),
        migrations.AddConstraint(
            model_name="yeartotal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("inpatient_scope_fen__gte", 0),
                    ("large_fen__gte", 0),
                    ("major_fen__gte", 0),
                    ("outpatient_pool_fen__gte", 0),
                    ("outpatient_scope_fen__gte", 0),
                    ("pool_fen__gte", 0),
                    ("residual_fen__gte", 0),
                    ("stays__gte", 0),
                ),
                name="year_total_not_negative",
            ),
        ),
    ]
