import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models

from siadmin.kernel.operations import PartitionedByMonth


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("declarations", "0001_tables"),
        ("kernel", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        PartitionedByMonth(
            name="AssessmentLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "month",
                        "insurance",
                        "employer_id",
                        "version",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("month", siadmin.kernel.fields.MonthField()),
                ("insurance", models.CharField(max_length=20)),
                ("employer_id", models.BigIntegerField()),
                ("version", models.SmallIntegerField()),
                ("tariff_id", models.BigIntegerField()),
                (
                    "slice_id",
                    models.BigIntegerField(help_text="The part of a run that wrote it: its audit.", null=True),
                ),
                ("wage_fen", siadmin.kernel.fields.FenField()),
                ("base_fen", siadmin.kernel.fields.FenField()),
                (
                    "employer_fen",
                    siadmin.kernel.fields.FenField(help_text="The employer's part, its supplement not included."),
                ),
                ("supplement_fen", siadmin.kernel.fields.FenField()),
                (
                    "employee_fen",
                    siadmin.kernel.fields.FenField(help_text="The employee's part, its fixed amount included."),
                ),
                (
                    "account_fen",
                    siadmin.kernel.fields.FenField(
                        help_text="What goes to the personal account once the bill is paid in full."
                    ),
                ),
            ],
            options={
                "db_table": "assessment_line",
            },
        ),
        migrations.CreateModel(
            name="HandAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("people", models.IntegerField()),
                ("noticed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.employer"
                    ),
                ),
                ("run", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="kernel.run")),
            ],
        ),
        migrations.CreateModel(
            name="HandProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("approved", "Approved"),
                            ("sent_back", "Sent Back"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("prepared_eyes", models.CharField(max_length=64)),
                ("prepared_at", models.DateTimeField()),
                ("decided_eyes", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, help_text="Why it was sent back.", max_length=500)),
                ("version", models.IntegerField(default=0)),
                ("wages", models.JSONField(help_text="Person id → wage in fen, for everybody insured in the month.")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "declaration",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="declarations.declaration",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "waiting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="assessment.handassessment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16, unique=True)),
                (
                    "payer",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            models.F("employer"),
                            django.db.models.expressions.CombinedExpression(models.F("person"), "*", models.Value(-1)),
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                ("month", siadmin.kernel.fields.MonthField()),
                ("version", models.SmallIntegerField()),
                ("total_fen", siadmin.kernel.fields.FenField()),
                ("issued_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                (
                    "employer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="registry.employer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_notices",
                        to="registry.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Resettlement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("approved", "Approved"),
                            ("sent_back", "Sent Back"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("prepared_eyes", models.CharField(max_length=64)),
                ("prepared_at", models.DateTimeField()),
                ("decided_eyes", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, help_text="Why it was sent back.", max_length=500)),
                ("version", models.IntegerField(default=0)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
                (
                    "run",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.run"
                    ),
                ),
                (
                    "tried",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tariff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
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
                ("category", models.CharField(max_length=36)),
                ("risk_class", models.SmallIntegerField(default=0)),
                ("factor", models.DecimalField(decimal_places=2, default=1, max_digits=4)),
                ("floor_fen", siadmin.kernel.fields.FenField()),
                ("ceiling_fen", siadmin.kernel.fields.FenField()),
                ("employer_ppm", models.IntegerField()),
                ("supplement_ppm", models.IntegerField(default=0)),
                ("employee_ppm", models.IntegerField()),
                ("employee_fixed_fen", siadmin.kernel.fields.FenField(default=0)),
                (
                    "account_ppm",
                    models.IntegerField(default=0, help_text="Share of the employee's rated part for the account."),
                ),
                ("is_provisional", models.BooleanField(default=False)),
                ("laws", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("frozen_at", models.DateTimeField()),
                ("is_current", models.BooleanField(default=True)),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
                (
                    "supposed_in",
                    models.ForeignKey(
                        help_text="The dry run it was supposed in; null: the batch computed, or computes, with it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernel.run",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bill",
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
                        output_field=models.BigIntegerField(),
                    ),
                ),
                ("month", siadmin.kernel.fields.MonthField()),
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
                ("version", models.SmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("assessed", "Assessed"),
                            ("provisional", "Provisional"),
                            ("adjustment", "Adjustment"),
                            ("reversal", "Reversal"),
                            ("orders", "Orders"),
                            ("project", "Project"),
                        ],
                        max_length=12,
                    ),
                ),
                ("people", models.IntegerField()),
                ("lines", models.IntegerField()),
                ("employer_fen", siadmin.kernel.fields.FenField()),
                ("employee_fen", siadmin.kernel.fields.FenField()),
                ("account_fen", siadmin.kernel.fields.FenField()),
                ("total_fen", siadmin.kernel.fields.FenField()),
                ("notice_id", models.BigIntegerField(null=True)),
                ("slice_id", models.BigIntegerField(null=True)),
                ("is_provisional", models.BooleanField(default=False)),
                ("issued_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("settled_on", models.DateField(null=True)),
                ("lapsed_on", models.DateField(null=True)),
                (
                    "entry_key",
                    models.CharField(
                        blank=True, help_text="The ledger entry that books its settlement.", max_length=120
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bills",
                        to="registry.employer",
                    ),
                ),
                (
                    "of_bill",
                    models.ForeignKey(
                        help_text="Of a project: its first bill, which this one changes.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="assessment.bill",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_bills",
                        to="registry.person",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="agency.region"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["region", "month", "fund"], name="bill_month"),
                    models.Index(
                        condition=models.Q(("settled_on__isnull", True)),
                        fields=["employer", "due_on"],
                        name="bill_open",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("lapsed_on__isnull", True), ("person__isnull", False), ("settled_on__isnull", True)
                        ),
                        fields=["region", "due_on"],
                        name="bill_own_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("employer", "month", "fund", "version"), name="bill_version_once"),
                    models.UniqueConstraint(
                        fields=("payer", "month", "fund", "version"), name="bill_payer_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("employer__isnull", False), ("person__isnull", True)),
                            models.Q(("employer__isnull", True), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="bill_one_payer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", True),
                            models.Q(("employer_fen", 0), ("kind__in", ["assessed", "adjustment"])),
                            _connector="OR",
                        ),
                        name="bill_of_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "orders"), _negated=True),
                            models.Q(
                                ("account_fen", 0), ("employee_fen", 0), ("employer__isnull", False), ("fund", "injury")
                            ),
                            _connector="OR",
                        ),
                        name="bill_of_orders",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "project"), _negated=True),
                            models.Q(
                                ("account_fen", 0),
                                ("employee_fen", 0),
                                ("employer__isnull", False),
                                ("fund", "injury"),
                                ("lines", 0),
                                models.Q(
                                    ("total_fen__gt", 0),
                                    models.Q(("of_bill__isnull", False), ("total_fen__lt", 0)),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="bill_of_a_project",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("of_bill__isnull", True), ("kind", "project"), _connector="OR"),
                        name="bill_changes_a_project",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lapsed_on__isnull", True),
                            models.Q(
                                ("lapsed_on__gt", models.F("due_on")),
                                ("person__isnull", False),
                                ("settled_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="bill_lapses_unpaid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total_fen",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("employer_fen"), "+", models.F("employee_fen")
                                ),
                            )
                        ),
                        name="bill_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "provisional"), _negated=True),
                            models.Q(("account_fen", 0), ("employee_fen", 0), ("lines", 0)),
                            _connector="OR",
                        ),
                        name="bill_provisional_credits_nobody",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="handassessment",
            constraint=models.UniqueConstraint(fields=("employer", "month"), name="hand_assessment_once"),
        ),
        migrations.AddConstraint(
            model_name="handproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("prepared_eyes", models.F("decided_eyes")), _negated=True),
                name="handproposal_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="handproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("state__in", ["prepared", "withdrawn"])),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("state__in", ["approved", "sent_back"]),
                    ),
                    _connector="OR",
                ),
                name="handproposal_decided_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="handproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="handproposal_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="handproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", ""), ("state", "sent_back"), _negated=True),
                name="handproposal_sent_back_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="handproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "prepared")), fields=("waiting",), name="hand_proposal_one_prepared"
            ),
        ),
        migrations.AddConstraint(
            model_name="handproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declaration__isnull", False), ("state", "approved")),
                    models.Q(models.Q(("state", "approved"), _negated=True), ("declaration__isnull", True)),
                    _connector="OR",
                ),
                name="hand_proposal_approved_is_declared",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("employer", "month", "version"), name="notice_version_once"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("payer", "month", "version"), name="notice_payer_version_once"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("employer__isnull", False), ("person__isnull", True)),
                    models.Q(("employer__isnull", True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="notice_one_payer",
            ),
        ),
        migrations.AddConstraint(
            model_name="resettlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("prepared_eyes", models.F("decided_eyes")), _negated=True),
                name="resettlement_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="resettlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("state__in", ["prepared", "withdrawn"])),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("state__in", ["approved", "sent_back"]),
                    ),
                    _connector="OR",
                ),
                name="resettlement_decided_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="resettlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="resettlement_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="resettlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", ""), ("state", "sent_back"), _negated=True),
                name="resettlement_sent_back_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="resettlement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "prepared")), fields=("region",), name="resettlement_one_prepared"
            ),
        ),
        migrations.AddConstraint(
            model_name="resettlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("run__isnull", False), ("state", "approved")),
                    models.Q(models.Q(("state", "approved"), _negated=True), ("run__isnull", True)),
                    _connector="OR",
                ),
                name="resettlement_approved_is_run",
            ),
        ),
        migrations.AddConstraint(
            model_name="tariff",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("region", "month", "insurance", "category", "risk_class", "factor"),
                name="tariff_one_current",
            ),
        ),
        migrations.AddConstraint(
            model_name="tariff",
            constraint=models.CheckConstraint(
                condition=models.Q(("supposed_in", None), ("is_current", False), _connector="OR"),
                name="tariff_supposed_governs_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="tariff",
            constraint=models.CheckConstraint(
                condition=models.Q(("floor_fen__lte", models.F("ceiling_fen"))), name="tariff_limits"
            ),
        ),
        migrations.AddConstraint(
            model_name="tariff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("employee_fixed_fen__gte", 0),
                    ("employee_ppm__gte", 0),
                    ("employer_ppm__gte", 0),
                    ("supplement_ppm__gte", 0),
                ),
                name="tariff_rates",
            ),
        ),
        migrations.AddConstraint(
            model_name="tariff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("insurance__in", ["injury", "maternity"]), _negated=True),
                    models.Q(("employee_fixed_fen", 0), ("employee_ppm", 0)),
                    _connector="OR",
                ),
                name="tariff_injury_employer_only",
            ),
        ),
    ]
