import django.db.models.deletion
import funds.ledger.rules.planning
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
                ],
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
        ),
        migrations.CreateModel(
            name="FundingPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("month", siadmin.kernel.fields.MonthField(help_text="In which it is drawn.")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("purpose", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "prepared"),
                            ("signed", "signed"),
                            ("answered", "answered"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default=funds.ledger.rules.planning.PlanState["PREPARED"],
                        max_length=10,
                    ),
                ),
                ("prepared_eyes", models.CharField(max_length=64)),
                ("prepared_at", models.DateTimeField()),
                ("signed_eyes", models.CharField(blank=True, max_length=64)),
                ("signed_at", models.DateTimeField(null=True)),
                ("granted_fen", siadmin.kernel.fields.FenField(default=0)),
                ("answered_on", models.DateField(help_text="Of the finance department's reply.", null=True)),
                ("reference", models.CharField(blank=True, help_text="The number of that reply.", max_length=60)),
                ("answered_eyes", models.CharField(blank=True, max_length=64)),
                ("answered_at", models.DateTimeField(null=True)),
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
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="ledger.book"
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "signed_by",
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
                    "item",
                    models.CharField(
                        blank=True, help_text="Of benefits: which sub-item (财办〔2018〕43号).", max_length=30
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
        ),
        migrations.AddConstraint(
            model_name="book",
            constraint=models.UniqueConstraint(fields=("fund", "region"), name="book_once"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(fields=("book", "kind"), name="account_once"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("collector", "tax"), ("kind", "income_account"), _negated=True),
                name="account_no_income_account_where_tax_collects",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.UniqueConstraint(fields=("book", "month"), name="closing_once"),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(("prepared_eyes", models.F("closed_eyes")), _negated=True), name="closing_four_eyes"
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="closing_closed_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("flow__endswith", ".reversed"), ("reverses__isnull", False)),
                    models.Q(
                        models.Q(("flow__endswith", ".reversed"), _negated=True),
                        ("reverses__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="entry_reversed_says_which",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["booked_on"], name="entry_day"),
        ),
        migrations.AddIndex(
            model_name="fundingplan",
            index=models.Index(fields=["book", "month"], name="funding_plan_month"),
        ),
        migrations.AddConstraint(
            model_name="fundingplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0), models.Q(("purpose", ""), _negated=True)),
                name="funding_plan_asks",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("prepared_eyes", models.F("signed_eyes")), _negated=True),
                name="funding_plan_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("prepared_eyes", models.F("answered_eyes")), _negated=True),
                name="funding_plan_answered_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_on__isnull", True),
                        ("signed_by__isnull", True),
                        ("state__in", ["prepared", "withdrawn"]),
                    ),
                    models.Q(
                        ("answered_on__isnull", True),
                        ("signed_at__isnull", False),
                        ("signed_by__isnull", False),
                        ("state", "signed"),
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("answered_on__isnull", False),
                        ("signed_by__isnull", False),
                        ("state", "answered"),
                        models.Q(("reference", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="funding_plan_by_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("granted_fen", 0),
                    models.Q(
                        ("granted_fen__gt", 0), ("granted_fen__lte", models.F("amount_fen")), ("state", "answered")
                    ),
                    _connector="OR",
                ),
                name="funding_plan_granted",
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["account", "booked_on"], name="posting_account"),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["book", "month"], name="posting_month"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="posting_positive"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account_kind", "benefits"), models.Q(("item", ""), _negated=True)),
                    models.Q(models.Q(("account_kind", "benefits"), _negated=True), ("item", "")),
                    _connector="OR",
                ),
                name="posting_names_its_item",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["DEBIT", "CREDIT"])), name="posting_side"
            ),
        ),
    ]
