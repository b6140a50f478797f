import benefits.payments.rules.course
import benefits.payments.rules.rising
import django.contrib.postgres.indexes
import django.db.models.deletion
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models

from siadmin.kernel.operations import PartitionedByMonth


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("claims", "0001_tables"),
        ("coverage", "0001_tables"),
        ("kernel", "0001_tables"),
        ("ledger", "0001_tables"),
        ("letters", "0001_tables"),
        ("matters", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LastAnswer",
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
                ("answer", models.CharField(max_length=16)),
            ],
            options={
                "db_table": "payments_answer",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bank_name", models.CharField(blank=True, max_length=80)),
            ],
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
                (
                    "from_returned_fen",
                    siadmin.kernel.fields.FenField(help_text="What banks had returned, which pays it."),
                ),
                ("offset_fen", siadmin.kernel.fields.FenField(default=0)),
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
                    "offset_entry",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
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
        PartitionedByMonth(
            name="BenefitLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "month",
                        "component_id",
                        "version",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("month", siadmin.kernel.fields.MonthField()),
                ("component_id", models.BigIntegerField()),
                ("version", models.SmallIntegerField()),
                ("paid_in", models.BigIntegerField(help_text="The payment run.")),
                ("slice_id", models.BigIntegerField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
            ],
            options={
                "db_table": "payments_line",
                "indexes": [django.contrib.postgres.indexes.BrinIndex(fields=["paid_in"], name="line_paid_in")],
            },
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
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entitlement", to="claims.decision"
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
                            ("back_pay", "back_pay"),
                            ("sample", "sample"),
                            ("suspected", "suspected"),
                            ("stopped", "stopped"),
                            ("arrived", "arrived"),
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
            name="OffsetAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("most_fen", siadmin.kernel.fields.FenField(help_text="Of one payment.")),
                ("consented_on", models.DateField(help_text="The day of the person's written consent.")),
                ("agreed_at", models.DateTimeField()),
                (
                    "against",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offset_agreements",
                        to="payments.entitlement",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OffsetEnding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("withdrawn_on", models.DateField()),
                ("reason", models.CharField(max_length=300)),
                ("ended_at", models.DateTimeField()),
                (
                    "agreement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ended", to="payments.offsetagreement"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Overpayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("due_on", models.DateField()),
                ("law", models.CharField(help_text="What the term rests on.", max_length=300)),
                ("found_at", models.DateTimeField()),
                (
                    "ending",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overpayment", to="payments.ending"
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="offsetagreement",
            name="overpayment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="offset_agreements", to="payments.overpayment"
            ),
        ),
        migrations.CreateModel(
            name="OwedBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("found_at", models.DateTimeField()),
                (
                    "overpayment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="owed_back", to="payments.overpayment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OwedSettled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("settled_on", models.DateField()),
                ("settled_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
                (
                    "kept_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept",
                        to="payments.overpayment",
                    ),
                ),
                (
                    "owed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="settled", to="payments.owedback"
                    ),
                ),
            ],
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
                (
                    "again_by_id",
                    models.BigIntegerField(help_text="The account that had it paid again.", null=True),
                ),
            ],
            options={
                "db_table": "payments_payment",
                "indexes": [
                    models.Index(fields=["person_id"], name="payment_to_person"),
                    models.Index(
                        condition=models.Q(("again_for__isnull", False)), fields=["batch_id"], name="payment_made_again"
                    ),
                ],
            },
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
                (
                    "offset_fen",
                    siadmin.kernel.fields.FenField(
                        default=0, help_text="By which its payments are less than its lines."
                    ),
                ),
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
        migrations.CreateModel(
            name="OverpaidMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "overpayment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="months", to="payments.overpayment"
                    ),
                ),
                (
                    "paid_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.paymentrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Offset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    siadmin.kernel.fields.MonthField(help_text="Of the run; with `batch_id` and `row` the payment."),
                ),
                ("batch_id", models.BigIntegerField()),
                ("row", models.BigIntegerField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offsets",
                        to="payments.offsetagreement",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offsets", to="payments.paymentrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GivenUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_up_at", models.DateTimeField()),
                (
                    "ending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.ending"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="given_up", to="payments.paymentrun"
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
            name="Arrived",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("batch_id", models.BigIntegerField()),
                ("row", models.BigIntegerField()),
                (
                    "told",
                    models.CharField(
                        choices=[
                            ("paid", "paid"),
                            ("no_such_account", "no_such_account"),
                            ("name_differs", "name_differs"),
                            ("account_closed", "account_closed"),
                            ("account_frozen", "account_frozen"),
                            ("other", "other"),
                        ],
                        help_text="What was said of it before.",
                        max_length=16,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("undue_fen", siadmin.kernel.fields.FenField(default=0)),
                ("number", models.CharField(blank=True, help_text="Of the demand.", max_length=12)),
                ("due_on", models.DateField(null=True)),
                ("law", models.CharField(blank=True, help_text="What the term rests on.", max_length=300)),
                ("decided_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="arrived", to="payments.paymentrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RepaymentAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("agreed_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "overpayment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreement", to="payments.overpayment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="payments.repaymentagreement",
                    ),
                ),
            ],
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
        migrations.CreateModel(
            name="Recovered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("repaid", "Repaid"),
                            ("returned", "Returned"),
                            ("offset", "Offset"),
                            ("undone", "Undone"),
                            ("kept", "Kept"),
                        ],
                        max_length=10,
                    ),
                ),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("received_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
                (
                    "offset",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recovered",
                        to="payments.offset",
                    ),
                ),
                (
                    "overpayment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recovered", to="payments.overpayment"
                    ),
                ),
                (
                    "result_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.resultfile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReturnedLater",
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
                    "result_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.resultfile"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("measure", models.CharField(max_length=30)),
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
                ("component", models.CharField(max_length=30)),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("sequence", models.SmallIntegerField(default=0, help_text="0: the first; then supplements.")),
                ("law", models.JSONField(help_text="Every value it was reckoned by, with its source.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reckoning", "reckoning"),
                            ("checking", "checking"),
                            ("approved", "approved"),
                            ("done", "done"),
                            ("cancelled", "cancelled"),
                        ],
                        default=benefits.payments.rules.rising.RiseState["RECKONING"],
                        max_length=10,
                    ),
                ),
                ("version", models.IntegerField(default=0)),
                ("people", models.IntegerField(default=0)),
                ("month_fen", siadmin.kernel.fields.FenField(default=0, help_text="More a month, everybody together.")),
                ("opened_eyes", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
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
                    "put_run",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="puts", to="kernel.run"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reckons", to="kernel.run"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RiseLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_month",
                    siadmin.kernel.fields.MonthField(
                        help_text="From which month this benefit is due more; not before the rise itself."
                    ),
                ),
                (
                    "before_month",
                    siadmin.kernel.fields.MonthField(
                        help_text="The first month without it, where all it is of ends by then.", null=True
                    ),
                ),
                ("before_fen", siadmin.kernel.fields.FenField(help_text="A month, before it.")),
                ("amount_fen", siadmin.kernel.fields.FenField(help_text="More a month.")),
                ("told", models.JSONField(help_text="The facts, as the measure names them.")),
                (
                    "entitlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rises", to="payments.entitlement"
                    ),
                ),
                (
                    "rise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="payments.rise"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Component",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("component", models.CharField(max_length=30)),
                ("booked_as", models.CharField(help_text="The sub-item of the fund's book.", max_length=30)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("rhythm", models.CharField(choices=[("once", "once"), ("monthly", "monthly")], max_length=8)),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("before_month", siadmin.kernel.fields.MonthField(null=True)),
                (
                    "item",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_payment",
                        to="claims.decisionitem",
                    ),
                ),
                (
                    "entitlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="components",
                        to="payments.entitlement",
                    ),
                ),
                (
                    "rise_line",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_payment",
                        to="payments.riseline",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StopReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("died", "died"),
                            ("imprisoned", "imprisoned"),
                            ("reemployed", "reemployed"),
                            ("on_pension", "on_pension"),
                            ("abroad", "abroad"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField()),
                (
                    "reporter",
                    models.CharField(
                        choices=[("beneficiary", "beneficiary"), ("relative", "relative"), ("employer", "employer")],
                        max_length=12,
                    ),
                ),
                ("reported_on", models.DateField(help_text="The day the case was received.")),
                ("due_on", models.DateField()),
                ("law", models.CharField(help_text="What the term rests on.", max_length=300)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Who draws the benefit.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Suspicion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("found_by", models.CharField(blank=True, help_text="The check of our own records.", max_length=30)),
                (
                    "happened_on",
                    models.DateField(help_text="As the register says; of a prison the first of the month."),
                ),
                ("found_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("entitled", "entitled"), ("stopped", "stopped")], max_length=10
                    ),
                ),
                ("verified", models.CharField(blank=True, help_text="In which way (REG 26).", max_length=12)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.OneToOneField(
                        help_text="That found it unfounded.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matters.case",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ending",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.ending"
                    ),
                ),
                (
                    "entitlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspicions",
                        to="payments.entitlement",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspicions",
                        to="payments.stopreport",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        help_text="Of the register's batch.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coverage.row",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entrustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(choices=[("entrusted", "entrusted"), ("visited", "visited")], max_length=10)),
                (
                    "partner",
                    models.CharField(
                        blank=True, help_text="Whom the office has check: a village committee.", max_length=120
                    ),
                ),
                (
                    "directly",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("elderly", "elderly"),
                            ("disabled", "disabled"),
                            ("no_phone", "no_phone"),
                            ("cannot_answer", "cannot_answer"),
                        ],
                        max_length=14,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("law", models.CharField(help_text="What the term rests on.", max_length=300)),
                ("visited_on", models.DateField(null=True)),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("entitled", "entitled"),
                            ("not_entitled", "not_entitled"),
                            ("not_met", "not_met"),
                            ("taken_back", "taken_back"),
                        ],
                        max_length=12,
                    ),
                ),
                ("found", models.CharField(blank=True, max_length=500)),
                (
                    "statement",
                    siadmin.kernel.fields.EncryptedTextField(help_text="What the person said to it.", null=True),
                ),
                ("reported_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.office"
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visitor",
                    models.ForeignKey(
                        help_text="Who goes there.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "suspicion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entrustments",
                        to="payments.suspicion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("law", models.CharField(help_text="What the term rests on.", max_length=300)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "visit_wished_at",
                    models.DateTimeField(help_text="Rather than to confirm, they wish to be visited.", null=True),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "suspicion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verification",
                        to="payments.suspicion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ArrivedRepaid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("received_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "arrived",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="repaid", to="payments.arrived"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="arrived_repaid_pays")
                ],
            },
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
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_returned_fen__gte", 0), ("from_returned_fen__lte", models.F("total_fen"))),
                name="bank_file_from_returned_within",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offset_entry__isnull", True), ("offset_fen", 0)),
                    models.Q(("offset_entry__isnull", False), ("offset_fen__gt", 0)),
                    _connector="OR",
                ),
                name="bank_file_offsets_booked",
            ),
        ),
        migrations.AddIndex(
            model_name="entitlement",
            index=models.Index(fields=["region", "fund", "person"], name="entitlement_to_pay"),
        ),
        migrations.AddIndex(
            model_name="entitlement",
            index=models.Index(fields=["person", "scheme"], name="entitlement_of_person"),
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
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at__isnull", True)),
                fields=("month", "batch_id", "row", "because"),
                name="hold_once",
            ),
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
            model_name="offsetending",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="offset_ending_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="overpayment",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="overpayment_asks"),
        ),
        migrations.AddConstraint(
            model_name="offsetagreement",
            constraint=models.CheckConstraint(condition=models.Q(("most_fen__gt", 0)), name="offset_agreement_takes"),
        ),
        migrations.AddConstraint(
            model_name="owedback",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="owed_back_owes"),
        ),
        migrations.AddConstraint(
            model_name="owedsettled",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_fen__gt", 0),
                    models.Q(
                        models.Q(("entry__isnull", True), ("kept_for__isnull", False)),
                        models.Q(("entry__isnull", False), ("kept_for__isnull", True)),
                        _connector="OR",
                    ),
                ),
                name="owed_settled_in_one_way",
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
            model_name="overpaidmonth",
            constraint=models.UniqueConstraint(fields=("overpayment", "month", "paid_in"), name="overpaid_month_once"),
        ),
        migrations.AddConstraint(
            model_name="offset",
            constraint=models.UniqueConstraint(fields=("month", "batch_id", "row"), name="offset_once"),
        ),
        migrations.AddConstraint(
            model_name="offset",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="offset_takes"),
        ),
        migrations.AddIndex(
            model_name="givenup",
            index=models.Index(fields=["person"], name="given_up_of_person"),
        ),
        migrations.AddConstraint(
            model_name="givenup",
            constraint=models.UniqueConstraint(fields=("run", "person"), name="given_up_once"),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.UniqueConstraint(fields=("payment_run", "bank_name"), name="batch_of_a_bank_once"),
        ),
        migrations.AddConstraint(
            model_name="arrived",
            constraint=models.UniqueConstraint(fields=("month", "batch_id", "row"), name="arrived_once"),
        ),
        migrations.AddConstraint(
            model_name="arrived",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True), fields=("number",), name="arrived_demand_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="arrived",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("told", "paid"), _negated=True), models.Q(("reason", ""), _negated=True)),
                name="arrived_was_told_otherwise",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrived",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on__isnull", True), ("letter__isnull", True), ("number", ""), ("undue_fen", 0)),
                    models.Q(
                        ("due_on__isnull", False),
                        ("letter__isnull", False),
                        ("undue_fen__gt", 0),
                        models.Q(("number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="arrived_beside_is_demanded",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.UniqueConstraint(fields=("agreement", "month"), name="instalment_once"),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="instalment_asks"),
        ),
        migrations.AddConstraint(
            model_name="resultfile",
            constraint=models.UniqueConstraint(fields=("file", "content_hash"), name="result_file_once"),
        ),
        migrations.AddConstraint(
            model_name="recovered",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("amount_fen__gt", 0), models.Q(("kind", "undone"), _negated=True)),
                        models.Q(("amount_fen__lt", 0), ("kind", "undone")),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(
                            ("case__isnull", False),
                            ("entry__isnull", False),
                            ("kind", "repaid"),
                            ("offset__isnull", True),
                            ("result_file__isnull", True),
                        ),
                        models.Q(
                            ("case__isnull", False),
                            ("entry__isnull", True),
                            ("kind", "kept"),
                            ("offset__isnull", True),
                            ("result_file__isnull", True),
                        ),
                        models.Q(
                            ("case__isnull", True),
                            ("entry__isnull", True),
                            ("kind", "returned"),
                            ("offset__isnull", True),
                            ("result_file__isnull", False),
                        ),
                        models.Q(
                            ("case__isnull", True),
                            ("entry__isnull", True),
                            ("kind__in", ["offset", "undone"]),
                            ("offset__isnull", False),
                            ("result_file__isnull", True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="recovered_as_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovered",
            constraint=models.UniqueConstraint(fields=("offset", "kind"), name="recovered_offset_once"),
        ),
        migrations.AddConstraint(
            model_name="rise",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("region", "measure", "from_month", "sequence"),
                name="rise_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="rise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_eyes", ""),
                    models.Q(("approved_eyes", models.F("opened_eyes")), _negated=True),
                    _connector="OR",
                ),
                name="rise_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="rise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_by__isnull", True),
                        ("put_run", None),
                        ("state__in", ["reckoning", "checking", "cancelled"]),
                    ),
                    models.Q(
                        ("approved_by__isnull", False), ("put_run__isnull", False), ("state__in", ["approved", "done"])
                    ),
                    _connector="OR",
                ),
                name="rise_approved_by_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="riseline",
            constraint=models.UniqueConstraint(fields=("rise", "entitlement"), name="rise_line_once"),
        ),
        migrations.AddConstraint(
            model_name="riseline",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0), ("before_fen__gt", 0)), name="rise_line_pays"
            ),
        ),
        migrations.AddConstraint(
            model_name="riseline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("before_month__isnull", True), ("before_month__gt", models.F("from_month")), _connector="OR"
                ),
                name="rise_line_months",
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.UniqueConstraint(
                fields=("entitlement", "component", "from_month"), name="component_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="component_pays"),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.CheckConstraint(
                condition=models.Q(("booked_as", ""), _negated=True), name="component_is_booked_as_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("item__isnull", False), ("rise_line__isnull", True)),
                    models.Q(("item__isnull", True), ("rhythm", "monthly"), ("rise_line__isnull", False)),
                    _connector="OR",
                ),
                name="component_by_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("before_month__isnull", True),
                    models.Q(("before_month__gt", models.F("from_month")), ("rhythm", "monthly")),
                    _connector="OR",
                ),
                name="component_months",
            ),
        ),
        migrations.AddConstraint(
            model_name="stopreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__gt", models.F("happened_on")), ("reported_on__gte", models.F("happened_on"))
                ),
                name="stop_report_after_it",
            ),
        ),
        migrations.AddIndex(
            model_name="suspicion",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["entitlement"], name="suspicion_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="suspicion",
            constraint=models.UniqueConstraint(fields=("entitlement", "kind", "happened_on"), name="suspicion_once"),
        ),
        migrations.AddConstraint(
            model_name="suspicion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("found_by", ""), ("report__isnull", True), ("row__isnull", False)),
                    models.Q(
                        ("report__isnull", True), ("row__isnull", True), models.Q(("found_by", ""), _negated=True)
                    ),
                    models.Q(("found_by", ""), ("report__isnull", False), ("row__isnull", True)),
                    _connector="OR",
                ),
                name="suspicion_has_one_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspicion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("case__isnull", True),
                        ("closed_at__isnull", True),
                        ("closed_by__isnull", True),
                        ("ending__isnull", True),
                        ("outcome", ""),
                        ("reason", ""),
                        ("verified", ""),
                    ),
                    models.Q(
                        models.Q(("verified", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(
                            models.Q(("ending__isnull", True), ("outcome", "entitled")),
                            models.Q(("case__isnull", True), ("ending__isnull", False), ("outcome", "stopped")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="suspicion_answered_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="entrustment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reported_at__isnull", True)), fields=("suspicion",), name="entrustment_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="entrustment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("partner", ""), ("visitor__isnull", False), ("way", "visited")),
                    models.Q(("visitor__isnull", True), ("way", "entrusted")),
                    _connector="OR",
                ),
                name="entrustment_visitor_goes",
            ),
        ),
        migrations.AddConstraint(
            model_name="entrustment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("document__isnull", True),
                        ("finding", ""),
                        ("found", ""),
                        ("reported_at__isnull", True),
                        ("reported_by__isnull", True),
                        ("statement__isnull", True),
                        ("visited_on__isnull", True),
                    ),
                    models.Q(
                        models.Q(("finding", ""), _negated=True),
                        models.Q(("found", ""), _negated=True),
                        ("reported_at__gte", models.F("asked_at")),
                        ("reported_by__isnull", False),
                        models.Q(("finding", "taken_back"), ("visited_on__isnull", False), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="entrustment_reported_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(("answered_at__gte", models.F("asked_at")), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="verification_answered_by_somebody",
            ),
        ),
    ]
