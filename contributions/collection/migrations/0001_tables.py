import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("assessment", "0001_tables"),
        ("ledger", "0001_tables"),
        ("letters", "0001_tables"),
        ("matters", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BackPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_month", siadmin.kernel.fields.MonthField()),
                ("last_month", siadmin.kernel.fields.MonthField()),
                ("wage_fen", siadmin.kernel.fields.FenField(help_text="A month's wage of that time.")),
                ("decided_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        db_column="case_number",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matters.case",
                        to_field="number",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="back_payments",
                        to="registry.employer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="back_payments", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Deferral",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("agreement", "Agreement"), ("force_majeure", "Force Majeure")], max_length=14
                    ),
                ),
                ("first_month", siadmin.kernel.fields.MonthField()),
                ("last_month", siadmin.kernel.fields.MonthField()),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField()),
                ("stopped_on", models.DateField(null=True)),
                ("stopped_because", models.CharField(blank=True, max_length=300)),
                ("guarantee", models.CharField(blank=True, max_length=300)),
                (
                    "approval",
                    models.CharField(blank=True, help_text="The provincial approval, IMPL 21.", max_length=120),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        db_column="case_number",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matters.case",
                        to_field="number",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deferrals", to="registry.employer"
                    ),
                ),
                (
                    "stop_case",
                    models.ForeignKey(
                        db_column="stop_case",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matters.case",
                        to_field="number",
                    ),
                ),
                (
                    "stopped_by",
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
            name="Enforcement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(help_text="Public and opaque, such as E7K2M-9Q4XA.", max_length=12, unique=True),
                ),
                ("line", models.CharField(choices=[("hrss", "Hrss"), ("hs", "Hs")], max_length=4)),
                ("opened_at", models.DateTimeField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "ended_because",
                    models.CharField(blank=True, choices=[("paid", "Paid"), ("deferred", "Deferred")], max_length=8),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enforcements", to="registry.employer"
                    ),
                ),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
            ],
        ),
        migrations.CreateModel(
            name="EnforcementStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rung",
                    models.CharField(
                        choices=[
                            ("order_to_pay", "order_to_pay"),
                            ("bank_query", "bank_query"),
                            ("transfer_decision", "transfer_decision"),
                            ("guarantee_demand", "guarantee_demand"),
                            ("court_application", "court_application"),
                        ],
                        max_length=20,
                    ),
                ),
                ("taken_on", models.DateField()),
                ("due_on", models.DateField(help_text="The last day on which what it asks for is in time.")),
                ("article", models.CharField(max_length=60)),
                ("owed_fen", siadmin.kernel.fields.FenField()),
                ("late_fee_fen", siadmin.kernel.fields.FenField(help_text="To the day it was taken.")),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=300)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matters.case",
                        to_field="number",
                    ),
                ),
                (
                    "enforcement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="collection.enforcement"
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
        migrations.CreateModel(
            name="LateFee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("fen_days", models.BigIntegerField(help_text="Principal in fen × days in arrears, added up.")),
                ("rate_ppm", models.IntegerField(help_text="Parts per million a day, of the law of the month.")),
                ("counts_payment_day", models.BooleanField()),
                ("late_fee_fen", siadmin.kernel.fields.FenField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("charged_on", models.DateField()),
                ("charged_at", models.DateTimeField()),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="late_fees", to="registry.employer"
                    ),
                ),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
            ],
        ),
        migrations.CreateModel(
            name="OwedSince",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was_due_on", models.DateField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "back_payment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owed_since",
                        to="collection.backpayment",
                    ),
                ),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="owed_since", to="assessment.bill"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PersonPayer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("code_hash", siadmin.kernel.fields.HashField(max_length=32, null=True)),
                ("name", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("name_hash", siadmin.kernel.fields.HashField(max_length=32, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["code_hash"], name="person_payer_code"),
                    models.Index(fields=["name_hash"], name="person_payer_name"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code__isnull", True), ("code_hash__isnull", True)),
                            models.Q(("code__isnull", False), ("code_hash__isnull", False)),
                            _connector="OR",
                        ),
                        name="person_payer_found_by_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name__isnull", True), ("name_hash__isnull", True)),
                            models.Q(("name__isnull", False), ("name_hash__isnull", False)),
                            _connector="OR",
                        ),
                        name="person_payer_named_by_hash",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("payer_name", models.CharField(blank=True, help_text="Of an organisation.", max_length=120)),
                ("payer_code", models.CharField(blank=True, help_text="Of an organisation.", max_length=18)),
                (
                    "source",
                    models.CharField(
                        choices=[("tax_authority", "Tax"), ("bank", "Bank"), ("channel", "Channel")], max_length=14
                    ),
                ),
                ("external_id", models.CharField(max_length=60)),
                ("received_on", models.DateField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("reference", models.CharField(blank=True, max_length=60)),
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
                ("month", siadmin.kernel.fields.MonthField(help_text="The month its reference names.", null=True)),
                ("entry_key", models.CharField(max_length=120)),
                ("recorded_at", models.DateTimeField()),
                (
                    "allocated_fen",
                    siadmin.kernel.fields.FenField(
                        default=0, help_text="Sum of its allocations, kept by the action under a lock."
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="ledger.book",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="registry.employer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_receipts",
                        to="registry.person",
                    ),
                ),
                (
                    "person_payer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collection.personpayer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FeePayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("put_on", models.DateField()),
                (
                    "entry_key",
                    models.CharField(help_text="The ledger entry that books it as the fund's income.", max_length=120),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="fee_payments", to="registry.employer"
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fee_payments",
                        to="collection.receipt",
                    ),
                ),
            ],
        ),
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
                ("taken_back_at", models.DateTimeField(null=True)),
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
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.employer"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
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
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attributions",
                        to="collection.receipt",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("month", siadmin.kernel.fields.MonthField()),
                ("allocated_on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="allocations", to="assessment.bill"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="collection.receipt",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReceiptFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[("tax_authority", "Tax"), ("bank", "Bank"), ("channel", "Channel")], max_length=14
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField()),
                ("rows_count", models.IntegerField()),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="receipt",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="collection.receiptfile"
            ),
        ),
        migrations.CreateModel(
            name="ReceiptRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("payer_name", models.CharField(blank=True, help_text="Of an organisation.", max_length=120)),
                ("payer_code", models.CharField(blank=True, help_text="Of an organisation.", max_length=18)),
                ("number", models.IntegerField()),
                ("given", models.JSONField(help_text="The cells as they came; a person's number and name masked.")),
                ("external_id", models.CharField(blank=True, max_length=60)),
                ("received_on", models.DateField(null=True)),
                ("amount_fen", siadmin.kernel.fields.FenField(null=True)),
                ("reference", models.CharField(blank=True, max_length=60)),
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
                ("month", siadmin.kernel.fields.MonthField(null=True)),
                ("problem", models.CharField(blank=True, max_length=40)),
                (
                    "book",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="ledger.book"
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="registry.employer"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="collection.receiptfile",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "person_payer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collection.personpayer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("reason", models.CharField(max_length=300)),
                ("ordered_at", models.DateTimeField()),
                ("paid_on", models.DateField(null=True)),
                ("bank_reference", models.CharField(blank=True, max_length=60)),
                ("entry_key", models.CharField(blank=True, max_length=120)),
                ("withdrawal_asked_at", models.DateTimeField(null=True)),
                ("withdrawal_asked_because", models.CharField(blank=True, max_length=300)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("came_back_on", models.DateField(null=True)),
                ("came_back_reference", models.CharField(blank=True, max_length=60)),
                (
                    "case",
                    models.OneToOneField(
                        db_column="case_number",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matters.case",
                        to_field="number",
                    ),
                ),
                (
                    "ordered_by",
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
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="collection.receipt"
                    ),
                ),
                (
                    "withdrawal_asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="backpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_month__gte", models.F("first_month"))), name="back_payment_months"
            ),
        ),
        migrations.AddConstraint(
            model_name="backpayment",
            constraint=models.CheckConstraint(condition=models.Q(("wage_fen__gt", 0)), name="back_payment_wage"),
        ),
        migrations.AddIndex(
            model_name="deferral",
            index=models.Index(fields=["employer", "fund"], name="deferral_of"),
        ),
        migrations.AddConstraint(
            model_name="deferral",
            constraint=models.UniqueConstraint(fields=("case", "fund"), name="deferral_once_a_case"),
        ),
        migrations.AddConstraint(
            model_name="deferral",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_month__gte", models.F("first_month"))), name="deferral_months"
            ),
        ),
        migrations.AddConstraint(
            model_name="deferral",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_before__gt", models.F("starts_on"))), name="deferral_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="deferral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "agreement"), models.Q(("guarantee", ""), _negated=True)),
                    models.Q(("kind", "force_majeure"), models.Q(("approval", ""), _negated=True)),
                    _connector="OR",
                ),
                name="deferral_rests_on_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="deferral",
            constraint=models.CheckConstraint(
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
        migrations.AddConstraint(
            model_name="enforcement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("employer", "line"),
                name="enforcement_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="enforcement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_because", ""), ("ended_on__isnull", True)),
                    models.Q(("ended_on__isnull", False), models.Q(("ended_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="enforcement_ended_because",
            ),
        ),
        migrations.AddConstraint(
            model_name="enforcementstep",
            constraint=models.UniqueConstraint(fields=("enforcement", "rung"), name="enforcement_rung_once"),
        ),
        migrations.AddConstraint(
            model_name="enforcementstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("late_fee_fen__gte", 0), ("owed_fen__gt", 0)), name="enforcement_for_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="enforcementstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gt", models.F("taken_on"))), name="enforcement_days"
            ),
        ),
        migrations.AddIndex(
            model_name="latefee",
            index=models.Index(fields=["region", "fund"], name="late_fee_region"),
        ),
        migrations.AddConstraint(
            model_name="latefee",
            constraint=models.UniqueConstraint(
                fields=("employer", "month", "fund", "version"), name="late_fee_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="latefee",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen", 0), _negated=True), name="late_fee_moves"
            ),
        ),
        migrations.AddConstraint(
            model_name="latefee",
            constraint=models.CheckConstraint(
                condition=models.Q(("fen_days__gte", 0), ("late_fee_fen__gte", 0)), name="late_fee_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="latefee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "late_fee_fen",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("fen_days"), "*", models.F("rate_ppm")
                                ),
                                "+",
                                models.Value(500000),
                            ),
                            "/",
                            models.Value(1000000),
                        ),
                    )
                ),
                name="late_fee_is_days_by_rate",
            ),
        ),
        migrations.AddConstraint(
            model_name="owedsince",
            constraint=models.UniqueConstraint(fields=("bill", "was_due_on"), name="owed_since_once"),
        ),
        migrations.AddConstraint(
            model_name="owedsince",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="owed_since_something"),
        ),
        migrations.AddIndex(
            model_name="feepayment",
            index=models.Index(fields=["employer", "month", "fund"], name="fee_payment_of"),
        ),
        migrations.AddIndex(
            model_name="feepayment",
            index=models.Index(fields=["entry_key"], name="fee_payment_booked"),
        ),
        migrations.AddConstraint(
            model_name="feepayment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen", 0), _negated=True), name="fee_payment_moves"
            ),
        ),
        migrations.AddConstraint(
            model_name="feepayment",
            constraint=models.CheckConstraint(
                condition=models.Q(("entry_key", ""), _negated=True), name="fee_payment_is_booked"
            ),
        ),
        migrations.AddConstraint(
            model_name="attribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("employer__isnull", True), ("person__isnull", False)),
                    models.Q(("employer__isnull", False), ("person__isnull", True)),
                    _connector="OR",
                ),
                name="attribution_one_payer",
            ),
        ),
        migrations.AddConstraint(
            model_name="attribution",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at__isnull", True)), fields=("receipt",), name="attribution_stands_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attribution",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen", 0), _negated=True), name="allocation_moves"
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptfile",
            constraint=models.UniqueConstraint(fields=("source", "digest"), name="receipt_file_once"),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(
                condition=models.Q(("allocated_fen__lt", models.F("amount_fen"))),
                fields=["book", "received_on"],
                name="receipt_suspense",
            ),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["book", "received_on"], name="receipt_day"),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(
                condition=models.Q(("person_payer__isnull", False)), fields=["person_payer"], name="receipt_of_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person_payer__isnull", True), models.Q(("payer_code", ""), ("payer_name", "")), _connector="OR"
                ),
                name="receipt_person_payer_is_kept_apart",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(fields=("source", "external_id", "book"), name="receipt_once"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="receipt_positive"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("employer__isnull", True), ("person__isnull", True), _connector="OR"),
                name="receipt_one_payer",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person__isnull", True),
                    ("payer_name", ""),
                    models.Q(("payer_code", ""), _negated=True),
                    _connector="OR",
                ),
                name="receipt_of_a_person_is_kept_apart",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("allocated_fen__gte", 0), ("allocated_fen__lte", models.F("amount_fen"))),
                name="receipt_not_allocated_twice",
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person_payer__isnull", True), models.Q(("payer_code", ""), ("payer_name", "")), _connector="OR"
                ),
                name="receiptrow_person_payer_is_kept_apart",
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptrow",
            constraint=models.UniqueConstraint(fields=("file", "number"), name="receipt_row_once"),
        ),
        migrations.AddConstraint(
            model_name="receiptrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("employer__isnull", True), ("person__isnull", True), _connector="OR"),
                name="receipt_row_one_payer",
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person__isnull", True),
                    ("payer_name", ""),
                    models.Q(("payer_code", ""), _negated=True),
                    _connector="OR",
                ),
                name="receipt_row_of_a_person_is_kept_apart",
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("problem", ""), _negated=True),
                    models.Q(
                        ("amount_fen__isnull", False),
                        ("book__isnull", False),
                        ("received_on__isnull", False),
                        models.Q(("external_id", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="receipt_row_read_or_refused",
            ),
        ),
        migrations.AddIndex(
            model_name="refund",
            index=models.Index(
                condition=models.Q(("paid_on__isnull", True), ("withdrawn_at__isnull", True)),
                fields=["ordered_at"],
                name="refund_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0), models.Q(("reason", ""), _negated=True)),
                name="refund_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("bank_reference", ""), ("entry_key", ""), ("paid_by__isnull", True), ("paid_on__isnull", True)
                    ),
                    models.Q(
                        ("paid_by__isnull", False),
                        ("paid_on__isnull", False),
                        models.Q(("bank_reference", ""), _negated=True),
                        models.Q(("entry_key", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="refund_paid_is_booked",
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", ""), ("withdrawn_by__isnull", True)),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="refund_withdrawn_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
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
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("paid_on__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"),
                        ("came_back_on__isnull", True),
                        ("came_back_reference", ""),
                    ),
                    models.Q(
                        ("came_back_on__gte", models.F("paid_on")),
                        ("paid_on__isnull", False),
                        ("withdrawn_at__isnull", False),
                        models.Q(("came_back_reference", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="refund_came_back_by_a_slip",
            ),
        ),
    ]
