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
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        PartitionedByMonth(
            name="AccountCredit",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "month",
                        "account",
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
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("pension_resident", "Pension Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                ("employer_id", models.BigIntegerField()),
                ("version", models.SmallIntegerField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("bill_id", models.BigIntegerField()),
                ("credited_on", models.DateField()),
            ],
            options={
                "db_table": "accounts_credit",
            },
        ),
        PartitionedByMonth(
            name="AccountInterest",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "month",
                        "account",
                        "region_id",
                        "version",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("month", siadmin.kernel.fields.MonthField()),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("pension_resident", "Pension Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                ("region_id", models.CharField(max_length=12)),
                ("version", models.SmallIntegerField()),
                ("opening_fen", siadmin.kernel.fields.FenField(help_text="The balance on 1 January.")),
                ("credited_fen", siadmin.kernel.fields.FenField(help_text="What was credited on days of the year.")),
                (
                    "products_fen",
                    siadmin.kernel.fields.FenField(help_text="Each credit times the months of the year it earns for."),
                ),
                ("rate_ppm", models.IntegerField(help_text="The record rate, in parts per million.")),
                (
                    "interest_fen",
                    siadmin.kernel.fields.FenField(
                        help_text="The interest of the whole year, as this version says it."
                    ),
                ),
                (
                    "amount_fen",
                    siadmin.kernel.fields.FenField(
                        help_text="What is credited by this version: all of it, or the difference to the one before."
                    ),
                ),
                ("closing_fen", siadmin.kernel.fields.FenField(help_text="The balance on 31 December.")),
                ("slice_id", models.BigIntegerField(help_text="The part of a run that wrote it: its audit.")),
                ("credited_on", models.DateField()),
            ],
            options={
                "db_table": "accounts_interest",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "closing_fen",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("opening_fen"), "+", models.F("credited_fen")
                                    ),
                                    "+",
                                    models.F("interest_fen"),
                                ),
                            )
                        ),
                        name="interest_closes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("version", 0), _negated=True),
                            ("amount_fen", models.F("interest_fen")),
                            _connector="OR",
                        ),
                        name="interest_first_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1), ("month__month", 12)), name="interest_of_a_december"
                    ),
                    models.CheckConstraint(condition=models.Q(("rate_ppm__gte", 0)), name="interest_rate_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, unique=True)),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("pension_resident", "Pension Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                ("principal_fen", siadmin.kernel.fields.FenField()),
                ("interest_fen", siadmin.kernel.fields.FenField()),
                (
                    "year_interest_fen",
                    siadmin.kernel.fields.FenField(
                        help_text="Of the interest: of the year of `counts_from`. It earns nothing in it."
                    ),
                ),
                ("moved_on", models.DateField()),
                ("counts_from", models.DateField(help_text="The day to which interest was computed where it left.")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="account_moves", to="registry.person"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
            options={
                "db_table": "accounts_move",
                "indexes": [models.Index(fields=["person", "account", "region"], name="account_move_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("interest_fen__lte", models.F("year_interest_fen")),
                                ("principal_fen__lte", 0),
                                ("year_interest_fen__lte", 0),
                            ),
                            models.Q(
                                ("interest_fen__gte", models.F("year_interest_fen")),
                                ("principal_fen__gte", 0),
                                ("year_interest_fen__gte", 0),
                            ),
                            _connector="OR",
                        ),
                        name="account_move_one_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("counts_from__lte", models.F("moved_on"))),
                        name="account_move_counts_from_before",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, unique=True)),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("pension_resident", "Pension Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("paid_to", models.CharField(max_length=120)),
                ("paid_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_payments",
                        to="registry.person",
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
                        to="accounts.accountpayment",
                    ),
                ),
                (
                    "used_for",
                    models.ForeignKey(
                        help_text="Who was cared for.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
            ],
            options={
                "db_table": "accounts_payment",
                "indexes": [models.Index(fields=["person", "account", "region"], name="account_payment_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("account", "medical_employee")), name="account_payment_of_medical"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_fen__gt", 0), ("reverses__isnull", True)),
                            models.Q(("amount_fen__lt", 0), ("reverses__isnull", False)),
                            _connector="OR",
                        ),
                        name="account_payment_signs",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InterestAgain",
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
                    "account",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("pension_resident", "Pension Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                ("year", models.SmallIntegerField()),
                ("laws", models.JSONField(help_text="Year → the law it is settled by: this year and those after it.")),
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
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.run"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("prepared_eyes", models.F("decided_eyes")), _negated=True),
                        name="interestagain_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("state__in", ["prepared", "withdrawn"])
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["approved", "sent_back"]),
                            ),
                            _connector="OR",
                        ),
                        name="interestagain_decided_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="interestagain_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer", ""), ("state", "sent_back"), _negated=True),
                        name="interestagain_sent_back_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "prepared")),
                        fields=("region", "account"),
                        name="interest_again_one_prepared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("run__isnull", False), ("state", "approved")),
                            models.Q(models.Q(("state", "approved"), _negated=True), ("run__isnull", True)),
                            _connector="OR",
                        ),
                        name="interest_again_approved_is_run",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "account",
                        "place_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("pension_resident", "Pension Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("as_of", models.DateField()),
                ("told_by", models.BigIntegerField(help_text="The row that told it.", unique=True)),
                ("opened_on", models.DateField()),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="Where it was kept.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agency.region",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="The pooling region that keeps it now.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agency.region",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_fen__gte", 0)), name="opening_not_negative")
                ],
            },
        ),
        migrations.CreateModel(
            name="SubsidyCredit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("pension_resident", "Pension Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("claim", models.CharField(max_length=16)),
                ("credited_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "account", "month"), name="subsidy_credit_once"),
                    models.CheckConstraint(
                        condition=models.Q(("account", "pension_resident"), ("amount_fen__gt", 0)),
                        name="subsidy_credit_of_residents",
                    ),
                ],
            },
        ),
    ]
