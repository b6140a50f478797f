import benefits.settlement.rules.clearing
import django.db.models.deletion
import django.db.models.expressions
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models

from siadmin.kernel.operations import PartitionedByMonth


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("kernel", "0001_tables"),
        ("ledger", "0001_tables"),
        ("providers", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="ClearingFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bank_name", models.CharField(max_length=80)),
                ("sequence", models.SmallIntegerField()),
                ("payments", models.IntegerField()),
                ("total_fen", siadmin.kernel.fields.FenField()),
                ("sent_at", models.DateTimeField()),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClearingAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("rows", models.IntegerField()),
                ("paid_fen", siadmin.kernel.fields.FenField()),
                ("returned_fen", siadmin.kernel.fields.FenField()),
                ("imported_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        help_text="Of what came back.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "imported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="settlement.clearingfile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClearingHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("reason", models.CharField(max_length=500)),
                ("held_eyes", models.CharField(max_length=64)),
                ("held_at", models.DateTimeField()),
                ("lifted_eyes", models.CharField(blank=True, max_length=64)),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_reason", models.CharField(blank=True, max_length=500)),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearing_holds",
                        to="providers.institution",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClearingRun",
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
                ("month", siadmin.kernel.fields.MonthField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("assembling", "assembling"),
                            ("checking", "checking"),
                            ("reviewed", "reviewed"),
                            ("approved", "approved"),
                            ("paid", "paid"),
                            ("cancelled", "cancelled"),
                        ],
                        default=benefits.settlement.rules.clearing.State["ASSEMBLING"],
                        max_length=10,
                    ),
                ),
                ("version", models.IntegerField(default=0)),
                ("total_fen", siadmin.kernel.fields.FenField(default=0)),
                ("opened_eyes", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("reviewed_eyes", models.CharField(blank=True, max_length=64)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("approved_eyes", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
                ("paid_eyes", models.CharField(blank=True, max_length=64)),
                ("paid_at", models.DateTimeField(null=True)),
                (
                    "reason",
                    models.CharField(blank=True, help_text="Why it was cancelled, or sent back last.", max_length=500),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.run"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="clearingfile",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="settlement.clearingrun"
            ),
        ),
        migrations.CreateModel(
            name="Clearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("settlements", models.IntegerField()),
                ("fund_fen", siadmin.kernel.fields.FenField()),
                ("account_fen", siadmin.kernel.fields.FenField(default=0)),
                ("disallowed_fen", siadmin.kernel.fields.FenField()),
                ("pay_fen", siadmin.kernel.fields.FenField()),
                ("paid_at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearings",
                        to="providers.institution",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearings",
                        to="settlement.clearingrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("line", models.CharField(blank=True, max_length=40)),
                ("told", models.JSONField()),
                (
                    "disallowed_fen",
                    siadmin.kernel.fields.FenField(
                        help_text="None until it is decided; nought where it was allowed.", null=True
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClearedFlag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("freed_at", models.DateTimeField(null=True)),
                (
                    "clearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cleared_flags",
                        to="settlement.clearing",
                    ),
                ),
                (
                    "flag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cleared", to="settlement.flag"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("version", models.SmallIntegerField()),
                ("told_count", models.IntegerField()),
                ("told_charged_fen", siadmin.kernel.fields.FenField()),
                ("told_fund_fen", siadmin.kernel.fields.FenField()),
                ("told_self_pay_fen", siadmin.kernel.fields.FenField()),
                ("own_count", models.IntegerField()),
                ("own_charged_fen", siadmin.kernel.fields.FenField()),
                ("own_fund_fen", siadmin.kernel.fields.FenField()),
                ("own_self_pay_fen", siadmin.kernel.fields.FenField()),
                ("agrees", models.BooleanField()),
                ("told_at", models.DateTimeField()),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reconciliations",
                        to="providers.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Difference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(help_text="Of the settlement, as the institution or we name it.", max_length=12),
                ),
                ("told_fund_fen", siadmin.kernel.fields.FenField(null=True)),
                ("told_self_pay_fen", siadmin.kernel.fields.FenField(null=True)),
                ("own_fund_fen", siadmin.kernel.fields.FenField(null=True)),
                ("own_self_pay_fen", siadmin.kernel.fields.FenField(null=True)),
                (
                    "reconciliation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="differences",
                        to="settlement.reconciliation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Remittance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.IntegerField()),
                ("account_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "again_for",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="again",
                        to="settlement.remittance",
                    ),
                ),
                (
                    "clearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remittances",
                        to="settlement.clearing",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remittances",
                        to="settlement.clearingfile",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remittances",
                        to="settlement.clearingrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RemittanceAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("paid", "paid"),
                            ("no_such_account", "no_such_account"),
                            ("name_differs", "name_differs"),
                            ("account_closed", "account_closed"),
                            ("account_frozen", "account_frozen"),
                            ("other", "other"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "remittance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="settlement.remittance"
                    ),
                ),
                (
                    "told_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="settlement.clearinganswer",
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
                (
                    "account_fen",
                    siadmin.kernel.fields.FenField(
                        default=0, help_text="Of what the person bears, paid from personal accounts."
                    ),
                ),
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
            ],
        ),
        migrations.AddField(
            model_name="flag",
            name="settlement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="settlement.settlement"
            ),
        ),
        migrations.CreateModel(
            name="Cleared",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "clearing_id", "settlement_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("freed_at", models.DateTimeField(null=True)),
                (
                    "clearing",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cleared",
                        to="settlement.clearing",
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cleared",
                        to="settlement.settlement",
                    ),
                ),
            ],
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
                    "is_late",
                    models.BooleanField(
                        default=False, help_text="Told more days after the admission than it should be."
                    ),
                ),
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
        migrations.AddField(
            model_name="settlement",
            name="stay",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="settlements", to="settlement.stay"
            ),
        ),
        migrations.AddField(
            model_name="presettlement",
            name="stay",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="presettlements", to="settlement.stay"
            ),
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("suspended", "suspended"),
                            ("held", "held"),
                            ("account", "account"),
                            ("owes", "owes"),
                            ("by_hand", "by_hand"),
                        ],
                        max_length=10,
                    ),
                ),
                ("settlements", models.IntegerField()),
                ("fund_fen", siadmin.kernel.fields.FenField()),
                ("account_fen", siadmin.kernel.fields.FenField()),
                ("disallowed_fen", siadmin.kernel.fields.FenField()),
                ("due_fen", siadmin.kernel.fields.FenField(help_text="Below nought: it owes that much.")),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.institution"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waiting", to="settlement.clearingrun"
                    ),
                ),
            ],
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
        migrations.CreateModel(
            name="Asked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("times", models.IntegerField()),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.providerclient"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("client", "day"), name="asked_of_day"),
                    models.CheckConstraint(condition=models.Q(("times__gt", 0)), name="asked_at_all"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeftOut",
            fields=[
                (
                    "clearing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="left_out",
                        serialize=False,
                        to="settlement.clearing",
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("suspended", "suspended"),
                            ("held", "held"),
                            ("account", "account"),
                            ("owes", "owes"),
                            ("by_hand", "by_hand"),
                        ],
                        help_text="What stood against paying it just then.",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("left_out_eyes", models.CharField(max_length=64)),
                ("left_out_at", models.DateTimeField()),
                (
                    "left_out_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="clearinganswer",
            constraint=models.UniqueConstraint(fields=("file", "content_hash"), name="clearing_answer_once"),
        ),
        migrations.AddConstraint(
            model_name="clearinganswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry__isnull", True), ("returned_fen", 0)),
                    models.Q(("entry__isnull", False), ("returned_fen__gt", 0)),
                    _connector="OR",
                ),
                name="clearing_answer_booked",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearinghold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at__isnull", True)),
                fields=("institution", "fund"),
                name="clearing_held_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearinghold",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="clearing_hold_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="clearinghold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("lifted_at__isnull", True),
                        ("lifted_by__isnull", True),
                        ("lifted_eyes", ""),
                        ("lifted_reason", ""),
                    ),
                    models.Q(
                        ("lifted_at__isnull", False),
                        ("lifted_by__isnull", False),
                        models.Q(("lifted_eyes", ""), _negated=True),
                        models.Q(("lifted_reason", ""), _negated=True),
                        models.Q(("lifted_eyes", models.F("held_eyes")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="clearing_hold_lifted_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearingrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("region", "fund", "month"),
                name="clearing_once_a_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearingrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["reviewed", "approved", "paid"]), _negated=True),
                    models.Q(
                        models.Q(("reviewed_eyes", ""), _negated=True),
                        models.Q(("reviewed_eyes", models.F("opened_eyes")), _negated=True),
                        models.Q(
                            ("state", "reviewed"),
                            models.Q(
                                models.Q(("approved_eyes", ""), _negated=True),
                                models.Q(("approved_eyes", models.F("opened_eyes")), _negated=True),
                                models.Q(("approved_eyes", models.F("reviewed_eyes")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="clearing_by_three",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearingrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paid_eyes", ""),
                    models.Q(
                        ("state", "paid"),
                        models.Q(("paid_eyes", models.F("opened_eyes")), _negated=True),
                        models.Q(("paid_eyes", models.F("reviewed_eyes")), _negated=True),
                        models.Q(("paid_eyes", models.F("approved_eyes")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="clearing_paid_by_a_fourth",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearingfile",
            constraint=models.UniqueConstraint(fields=("run", "bank_name", "sequence"), name="clearing_file_once"),
        ),
        migrations.AddConstraint(
            model_name="clearingfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("payments__gt", 0), ("total_fen__gt", 0)), name="clearing_file_pays"
            ),
        ),
        migrations.AddConstraint(
            model_name="clearing",
            constraint=models.UniqueConstraint(fields=("run", "institution"), name="clearing_once_a_run"),
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
            model_name="clearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("paid_at__isnull", False), ("entry__isnull", True), _connector="OR"),
                name="clearing_paid_is_booked",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearedflag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("amount_fen__gt", 0), ("freed_at__isnull", True)),
                fields=("flag",),
                name="flag_taken_off_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearedflag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("amount_fen__lt", 0), ("freed_at__isnull", True)),
                fields=("flag",),
                name="flag_given_back_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearedflag",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen", 0), _negated=True), name="flag_cleared_is_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="reconciliation",
            constraint=models.UniqueConstraint(
                fields=("institution", "day", "version"), name="reconciliation_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reconciliation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agrees", False),
                    models.Q(
                        ("told_charged_fen", models.F("own_charged_fen")),
                        ("told_count", models.F("own_count")),
                        ("told_fund_fen", models.F("own_fund_fen")),
                        ("told_self_pay_fen", models.F("own_self_pay_fen")),
                    ),
                    _connector="OR",
                ),
                name="reconciliation_agrees",
            ),
        ),
        migrations.AddConstraint(
            model_name="difference",
            constraint=models.UniqueConstraint(fields=("reconciliation", "number"), name="settlement_difference_once"),
        ),
        migrations.AddConstraint(
            model_name="difference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_fund_fen__isnull", False), ("told_self_pay_fen__isnull", False)),
                    models.Q(("own_fund_fen__isnull", False), ("own_self_pay_fen__isnull", False)),
                    _connector="OR",
                ),
                name="settlement_difference_of_one_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="remittance",
            constraint=models.UniqueConstraint(fields=("run", "row"), name="remittance_row_once"),
        ),
        migrations.AddConstraint(
            model_name="remittance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("again_for__isnull", True)), fields=("clearing",), name="remittance_first_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="remittance",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="remittance_pays"),
        ),
        migrations.AddConstraint(
            model_name="remittanceanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "paid")), fields=("remittance",), name="remittance_arrived_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="remittanceanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "paid"), _negated=True),
                fields=("remittance",),
                name="remittance_returned_once",
            ),
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(
                condition=models.Q(("disallowed_fen__isnull", True)), fields=["settlement"], name="flag_open"
            ),
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(
                condition=models.Q(("disallowed_fen__gt", 0)), fields=["settlement"], name="flag_disallowed"
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("disallowed_fen__isnull", True),
                        ("reason", ""),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("disallowed_fen__gte", 0),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="flag_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="cleared",
            constraint=models.UniqueConstraint(
                condition=models.Q(("freed_at__isnull", True)), fields=("settlement",), name="settlement_cleared_once"
            ),
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
            index=models.Index(fields=["institution", "month"], include=("id",), name="settlement_of_institution"),
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
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.UniqueConstraint(fields=("run", "institution"), name="waiting_once_a_run"),
        ),
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "due_fen",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("fund_fen"), "+", models.F("account_fen")
                            ),
                            "-",
                            models.F("disallowed_fen"),
                        ),
                    )
                ),
                name="waiting_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("because", "owes"), _negated=True),
                    ("fund_fen__lt", models.F("disallowed_fen")),
                    ("account_fen__lt", 0),
                    _connector="OR",
                ),
                name="waiting_owes_below_nought",
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
        migrations.AddConstraint(
            model_name="leftout",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="left_out_says_why"
            ),
        ),
    ]
