import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("agency", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("coverage", "0002_promises"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllowedFlow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("flow", models.CharField(max_length=40)),
                (
                    "account_kind",
                    models.CharField(
                        choices=[
                            ("fiscal_account", "Fiscal"),
                            ("income_account", "Income"),
                            ("expenditure_account", "Expenditure"),
                            ("unallocated_receipt", "Unallocated"),
                            ("contributions_pooled", "Contributions Pooled"),
                            ("contributions_personal", "Contributions Personal"),
                            ("interest", "Interest"),
                            ("fiscal_subsidy", "Fiscal Subsidy"),
                            ("transfer_income", "Transfer Income"),
                            ("late_fees", "Late Fees"),
                            ("other_income", "Other Income"),
                            ("benefits", "Benefits"),
                            ("transfer_expenditure", "Transfer Expenditure"),
                            ("transfer_in_transit", "Transfer In Transit"),
                            ("remit_up", "Remit Up"),
                            ("subsidy_down", "Subsidy Down"),
                            ("fund_balance", "Opening"),
                        ],
                        max_length=24,
                    ),
                ),
                ("side", models.CharField(choices=[("DEBIT", "Debit"), ("CREDIT", "Credit")], max_length=6)),
                ("source", models.CharField(max_length=120)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("flow", "account_kind", "side"), name="allowed_flow_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="Book",
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
                ("collector", models.CharField(choices=[("tax", "Tax"), ("agency", "Agency")], max_length=6)),
                ("opened_on", models.DateField()),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("fund", "region"), name="book_once")]},
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fiscal_account", "Fiscal"),
                            ("income_account", "Income"),
                            ("expenditure_account", "Expenditure"),
                            ("unallocated_receipt", "Unallocated"),
                            ("contributions_pooled", "Contributions Pooled"),
                            ("contributions_personal", "Contributions Personal"),
                            ("interest", "Interest"),
                            ("fiscal_subsidy", "Fiscal Subsidy"),
                            ("transfer_income", "Transfer Income"),
                            ("late_fees", "Late Fees"),
                            ("other_income", "Other Income"),
                            ("benefits", "Benefits"),
                            ("transfer_expenditure", "Transfer Expenditure"),
                            ("transfer_in_transit", "Transfer In Transit"),
                            ("remit_up", "Remit Up"),
                            ("subsidy_down", "Subsidy Down"),
                            ("fund_balance", "Opening"),
                        ],
                        max_length=24,
                    ),
                ),
                ("collector", models.CharField(choices=[("tax", "Tax"), ("agency", "Agency")], max_length=6)),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="accounts", to="ledger.book"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("book", "kind"), name="account_once"),
                    models.CheckConstraint(
                        condition=models.Q(("collector", "tax"), ("kind", "income_account"), _negated=True),
                        name="account_no_income_account_where_tax_collects",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("balances", models.JSONField(help_text="Balance of each account at the end of the month, in fen.")),
                ("prepared_eyes", models.CharField(max_length=64)),
                ("closed_eyes", models.CharField(blank=True, max_length=64)),
                ("prepared_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="ledger.book"
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
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("book", "month"), name="closing_once"),
                    models.CheckConstraint(
                        condition=models.Q(("prepared_eyes", models.F("closed_eyes")), _negated=True),
                        name="closing_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="closing_closed_by_someone",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120, unique=True)),
                ("flow", models.CharField(max_length=40)),
                ("booked_on", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                ("posted_by", models.BigIntegerField(null=True)),
                ("posted_at", models.DateTimeField()),
                (
                    "transaction_id",
                    models.BigIntegerField(help_text="Set by trigger: postings join an entry in its transaction only."),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="ledger.entry",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["booked_on"], name="entry_day")]},
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("flow", models.CharField(max_length=40)),
                ("account_kind", models.CharField(max_length=24)),
                ("side", models.CharField(choices=[("DEBIT", "Debit"), ("CREDIT", "Credit")], max_length=6)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("booked_on", models.DateField()),
                (
                    "month",
                    siadmin.kernel.fields.MonthField(
                        help_text="The contribution month it belongs to (费款所属期), where it has one.", null=True
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="ledger.account",
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to="ledger.book"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="ledger.entry",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "booked_on"], name="posting_account"),
                    models.Index(fields=["book", "month"], name="posting_month"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="posting_positive"),
                    models.CheckConstraint(condition=models.Q(("side__in", ["DEBIT", "CREDIT"])), name="posting_side"),
                ],
            },
        ),
    ]
