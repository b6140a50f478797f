import benefits.payments.rules.course
import django.db.models.deletion
import siadmin.kernel.fields
from siadmin.kernel.operations import PartitionedByMonth
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0002_promises"),
        ("claims", "0002_promises"),
        ("kernel", "0002_promises"),
        ("ledger", "0002_promises"),
        ("letters", "0002_promises"),
        ("matters", "0002_promises"),
        ("registry", "0003_persons_known"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bank_name", models.CharField(blank=True, max_length=80)),
            ],
        ),
        PartitionedByMonth(
            name="BenefitLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "month",
                        "entitlement_id",
                        "version",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("month", siadmin.kernel.fields.MonthField()),
                ("entitlement_id", models.BigIntegerField()),
                ("version", models.SmallIntegerField()),
                ("paid_in", models.BigIntegerField(help_text="The payment run.")),
                ("slice_id", models.BigIntegerField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
            ],
            options={
                "db_table": "payments_line",
            },
        ),
        PartitionedByMonth(
            name="InFile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month", "batch_id", "row", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", siadmin.kernel.fields.MonthField()),
                ("batch_id", models.BigIntegerField()),
                ("row", models.BigIntegerField()),
                ("file_id", models.BigIntegerField()),
            ],
            options={
                "db_table": "payments_infile",
            },
        ),
        PartitionedByMonth(
            name="Payment",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month", "batch_id", "row", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", siadmin.kernel.fields.MonthField(help_text="Of the run.")),
                ("batch_id", models.BigIntegerField()),
                ("row", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("card_id", models.BigIntegerField(null=True)),
                ("slice_id", models.BigIntegerField()),
                ("again_for", models.BigIntegerField(help_text="The row that was returned.", null=True)),
            ],
            options={
                "db_table": "payments_payment",
            },
        ),
        PartitionedByMonth(
            name="Result",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month", "batch_id", "row", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", siadmin.kernel.fields.MonthField()),
                ("batch_id", models.BigIntegerField()),
                ("row", models.BigIntegerField()),
                ("result_file_id", models.BigIntegerField()),
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
            ],
            options={
                "db_table": "payments_result",
            },
        ),
        migrations.CreateModel(
            name="BankFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.SmallIntegerField()),
                ("payments", models.IntegerField()),
                ("total_fen", siadmin.kernel.fields.FenField()),
                ("sent_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="payments.batch"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entitlement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
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
                ("scheme", models.CharField(max_length=30)),
                ("component", models.CharField(max_length=30)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("rhythm", models.CharField(choices=[("once", "once"), ("monthly", "monthly")], max_length=8)),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("before_month", siadmin.kernel.fields.MonthField(null=True)),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entitlement",
                        to="claims.decisionitem",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entitlements", to="registry.person"
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
            name="Ending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("suspended", "Suspended"), ("ended", "Ended")], max_length=10)),
                ("from_month", siadmin.kernel.fields.MonthField()),
                (
                    "before_month",
                    siadmin.kernel.fields.MonthField(
                        help_text="Of a suspension that was lifted: from which month it is paid again.", null=True
                    ),
                ),
                ("because", models.CharField(max_length=30)),
                (
                    "verified",
                    models.CharField(help_text="In which way, before it was decided (REG 26).", max_length=12),
                ),
                ("reason", models.CharField(max_length=500)),
                ("decided_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
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
                (
                    "lifted_case",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "entitlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="endings", to="payments.entitlement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("batch_id", models.BigIntegerField()),
                ("row", models.BigIntegerField()),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("died", "died"),
                            ("no_account", "no_account"),
                            ("shared_account", "shared_account"),
                            ("working", "working"),
                            ("two_benefits", "two_benefits"),
                            ("jump", "jump"),
                            ("outlier", "outlier"),
                            ("sample", "sample"),
                        ],
                        max_length=16,
                    ),
                ),
                ("told", models.JSONField(default=dict, help_text="What it rests on.")),
                ("raised_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaymentRun",
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
                            ("cancelled", "cancelled"),
                        ],
                        default=benefits.payments.rules.course.State["ASSEMBLING"],
                        max_length=12,
                    ),
                ),
                ("version", models.IntegerField(default=0)),
                ("people", models.IntegerField(default=0)),
                ("total_fen", siadmin.kernel.fields.FenField(default=0)),
                ("opened_eyes", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("reviewed_eyes", models.CharField(blank=True, max_length=64)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("approved_eyes", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="payment_run", to="kernel.run"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="batch",
            name="payment_run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="batches", to="payments.paymentrun"
            ),
        ),
        migrations.CreateModel(
            name="ResultFile",
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="payments.bankfile"
                    ),
                ),
                (
                    "imported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.UniqueConstraint(fields=("batch", "sequence"), name="bank_file_once"),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("payments__gt", 0), ("total_fen__gt", 0)), name="bank_file_pays"
            ),
        ),
        migrations.AddIndex(
            model_name="entitlement",
            index=models.Index(fields=["region", "fund", "person"], name="entitlement_to_pay"),
        ),
        migrations.AddIndex(
            model_name="entitlement",
            index=models.Index(fields=["person", "component", "from_month"], name="entitlement_of_person"),
        ),
        migrations.AddConstraint(
            model_name="entitlement",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="entitlement_pays"),
        ),
        migrations.AddConstraint(
            model_name="entitlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("before_month__isnull", True),
                    models.Q(("before_month__gt", models.F("from_month")), ("rhythm", "monthly")),
                    _connector="OR",
                ),
                name="entitlement_months",
            ),
        ),
        migrations.AddIndex(
            model_name="ending",
            index=models.Index(fields=["entitlement", "from_month"], name="ending_of_entitlement"),
        ),
        migrations.AddConstraint(
            model_name="ending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("before_month__isnull", True),
                        ("lifted_at__isnull", True),
                        ("lifted_by__isnull", True),
                        ("lifted_case__isnull", True),
                    ),
                    models.Q(
                        ("before_month__gte", models.F("from_month")),
                        ("kind", "suspended"),
                        ("lifted_at__isnull", False),
                        ("lifted_by__isnull", False),
                        ("lifted_case__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="ending_lifted_is_a_suspension",
            ),
        ),
        migrations.AddConstraint(
            model_name="ending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("because", ""), _negated=True),
                    models.Q(("verified", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                ),
                name="ending_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(condition=models.Q(("lifted_at__isnull", True)), fields=["batch_id"], name="hold_open"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(fields=("month", "batch_id", "row", "because"), name="hold_once"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True), ("reason", "")),
                    models.Q(
                        ("lifted_at__isnull", False),
                        ("lifted_by__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hold_lifted_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["assembling", "checking", "reviewed", "approved"])),
                fields=("region", "fund", "month"),
                name="payment_run_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reviewed_eyes", ""),
                        models.Q(("reviewed_eyes", models.F("opened_eyes")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("approved_eyes", ""),
                        models.Q(
                            models.Q(("approved_eyes", models.F("opened_eyes")), _negated=True),
                            models.Q(("approved_eyes", models.F("reviewed_eyes")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="payment_run_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_by__isnull", True), ("state__in", ["assembling", "checking", "cancelled"])),
                    models.Q(("approved_by__isnull", True), ("reviewed_by__isnull", False), ("state", "reviewed")),
                    models.Q(("approved_by__isnull", False), ("reviewed_by__isnull", False), ("state", "approved")),
                    _connector="OR",
                ),
                name="payment_run_signed_by_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.UniqueConstraint(fields=("payment_run", "bank_name"), name="batch_of_a_bank_once"),
        ),
        migrations.AddConstraint(
            model_name="resultfile",
            constraint=models.UniqueConstraint(fields=("file", "content_hash"), name="result_file_once"),
        ),
    ]
