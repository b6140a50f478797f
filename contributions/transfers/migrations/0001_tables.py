import contributions.transfers.rules.course
import django.db.models.deletion
import django.db.models.expressions
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("letters", "0001_tables"),
        ("matters", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TemporaryAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", siadmin.kernel.fields.MonthField(help_text="The first month insured there.")),
                ("age_months", models.SmallIntegerField(help_text="In that month.")),
                ("least_months", models.SmallIntegerField(help_text="The age from which the law says so, by sex.")),
                ("opened_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "kept_at",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="temporary_accounts",
                        to="registry.person",
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
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(help_text="Public and opaque, such as T7K2M-9Q4XA.", max_length=12, unique=True),
                ),
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
                    "to_insurance",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "requested"),
                            ("prepared", "prepared"),
                            ("refusing", "refusing"),
                            ("answered", "answered"),
                            ("in_transit", "in_transit"),
                            ("credited", "credited"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default=contributions.transfers.rules.course.State["REQUESTED"],
                        max_length=10,
                    ),
                ),
                ("version", models.IntegerField(default=0)),
                ("requested_at", models.DateTimeField()),
                ("limit_days", models.SmallIntegerField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("calendar_is_provisional", models.BooleanField(default=False)),
                ("months", models.IntegerField(help_text="Months paid that move.", null=True)),
                ("wages_fen", siadmin.kernel.fields.FenField(help_text="The wages they were paid on.", null=True)),
                ("principal_fen", siadmin.kernel.fields.FenField(null=True)),
                (
                    "interest_fen",
                    siadmin.kernel.fields.FenField(help_text="To the day of `interest_until`.", null=True),
                ),
                (
                    "year_interest_fen",
                    siadmin.kernel.fields.FenField(help_text="Of it: of the year of that day.", null=True),
                ),
                (
                    "interest_until",
                    models.DateField(help_text="From it the account earns at the new place.", null=True),
                ),
                (
                    "pooled_fen",
                    siadmin.kernel.fields.FenField(
                        help_text="Of a temporary account all that employers paid, with interest.", null=True
                    ),
                ),
                (
                    "pooled_interest_fen",
                    siadmin.kernel.fields.FenField(
                        help_text="Of it: interest, to the day of `interest_until`.", null=True
                    ),
                ),
                (
                    "pooled_year_interest_fen",
                    siadmin.kernel.fields.FenField(help_text="Of that: of the year of that day.", null=True),
                ),
                (
                    "overlap_fen",
                    siadmin.kernel.fields.FenField(
                        help_text="Paid as a resident for months paid as an employee too: goes back.", null=True
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("prepared_eyes", models.CharField(blank=True, max_length=64)),
                ("prepared_at", models.DateTimeField(null=True)),
                ("answered_eyes", models.CharField(blank=True, max_length=64)),
                ("answered_at", models.DateTimeField(null=True)),
                ("paid_eyes", models.CharField(blank=True, max_length=64)),
                ("paid_at", models.DateTimeField(null=True)),
                ("received_eyes", models.CharField(blank=True, max_length=64)),
                ("received_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
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
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "contact_letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
                    ),
                ),
                (
                    "from_region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "information_form",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="registry.person"
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "refusal_letter",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
                    ),
                ),
                (
                    "temporary",
                    models.ForeignKey(
                        help_text="The account it gathers, where it is no relation.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="transfers.temporaryaccount",
                    ),
                ),
                (
                    "to_region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OverlapReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("returned_on", models.DateField()),
                ("bank_reference", models.CharField(max_length=60)),
                ("returned_eyes", models.CharField(max_length=64)),
                ("returned_at", models.DateTimeField()),
                (
                    "returned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "transfer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overlap_return",
                        to="transfers.transfer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Overlap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("months", models.SmallIntegerField()),
                (
                    "own_fen",
                    siadmin.kernel.fields.FenField(help_text="What the person paid as a resident for the year."),
                ),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overlaps", to="transfers.transfer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TransferYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("months", models.SmallIntegerField()),
                ("wages_fen", siadmin.kernel.fields.FenField()),
                (
                    "employer_fen",
                    siadmin.kernel.fields.FenField(default=0, help_text="What employers paid, of a temporary account."),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="years", to="transfers.transfer"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="temporaryaccount",
            constraint=models.UniqueConstraint(fields=("person", "region"), name="temporary_account_once"),
        ),
        migrations.AddConstraint(
            model_name="temporaryaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("region", models.F("kept_at")), _negated=True),
                name="temporary_account_beside_the_relation",
            ),
        ),
        migrations.AddConstraint(
            model_name="temporaryaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("age_months__gte", models.F("least_months"))),
                name="temporary_account_of_an_older_mover",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            contributions.transfers.rules.course.State["REQUESTED"],
                            contributions.transfers.rules.course.State["PREPARED"],
                            contributions.transfers.rules.course.State["REFUSING"],
                            contributions.transfers.rules.course.State["ANSWERED"],
                        ),
                    )
                ),
                fields=["from_region", "due_on"],
                name="transfer_leaving",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("state", "in_transit")), fields=["to_region", "due_on"], name="transfer_arriving"
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["person", "-requested_at"], name="transfer_of_person"),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_region", models.F("to_region")), _negated=True),
                    models.Q(("insurance", models.F("to_insurance")), _negated=True),
                    _connector="OR",
                ),
                name="transfer_between_two_places",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("insurance__in", ["pension_employee", "medical_employee", "unemployment", "pension_resident"]),
                        ("to_insurance", models.F("insurance")),
                    ),
                    models.Q(
                        ("insurance__in", ["pension_employee", "pension_resident"]),
                        ("to_insurance__in", ["pension_employee", "pension_resident"]),
                    ),
                    _connector="OR",
                ),
                name="transfer_of_what_moves",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("overlap_fen__isnull", True),
                    ("overlap_fen", 0),
                    models.Q(
                        models.Q(("insurance", models.F("to_insurance")), _negated=True),
                        ("pooled_fen", 0),
                        models.Q(
                            ("insurance", "pension_employee"),
                            ("overlap_fen__lte", models.F("principal_fen")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="transfer_overlap_of_a_change_of_scheme",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pooled_interest_fen__isnull", True), ("temporary__isnull", True)),
                    models.Q(("pooled_interest_fen", 0), ("temporary__isnull", True)),
                    models.Q(
                        ("insurance", "pension_employee"),
                        ("temporary__isnull", False),
                        ("to_insurance", "pension_employee"),
                    ),
                    _connector="OR",
                ),
                name="transfer_of_a_temporary_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            contributions.transfers.rules.course.State["REQUESTED"],
                            contributions.transfers.rules.course.State["PREPARED"],
                            contributions.transfers.rules.course.State["REFUSING"],
                            contributions.transfers.rules.course.State["ANSWERED"],
                            contributions.transfers.rules.course.State["IN_TRANSIT"],
                        ],
                    )
                ),
                fields=("person", "insurance"),
                name="transfer_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("interest_fen__isnull", True),
                        ("interest_until__isnull", True),
                        ("months__isnull", True),
                        ("overlap_fen__isnull", True),
                        ("pooled_fen__isnull", True),
                        ("pooled_interest_fen__isnull", True),
                        ("pooled_year_interest_fen__isnull", True),
                        ("principal_fen__isnull", True),
                        ("wages_fen__isnull", True),
                        ("year_interest_fen__isnull", True),
                    ),
                    models.Q(
                        ("interest_fen__gte", models.F("year_interest_fen")),
                        ("interest_fen__isnull", False),
                        ("interest_until__isnull", False),
                        ("months__gte", 0),
                        ("months__isnull", False),
                        ("overlap_fen__gte", 0),
                        ("overlap_fen__isnull", False),
                        ("pooled_fen__gte", models.F("pooled_interest_fen")),
                        ("pooled_fen__isnull", False),
                        ("pooled_interest_fen__gte", models.F("pooled_year_interest_fen")),
                        ("pooled_interest_fen__isnull", False),
                        ("pooled_year_interest_fen__gte", 0),
                        ("pooled_year_interest_fen__isnull", False),
                        ("principal_fen__gte", 0),
                        ("principal_fen__isnull", False),
                        ("wages_fen__gte", 0),
                        ("wages_fen__isnull", False),
                        ("year_interest_fen__gte", 0),
                        ("year_interest_fen__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="transfer_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["requested", "prepared", "refusing", "withdrawn"]),
                    models.Q(
                        ("answered_at__isnull", False),
                        models.Q(("prepared_eyes", ""), _negated=True),
                        models.Q(("answered_eyes", models.F("prepared_eyes")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="transfer_answered_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paid_at__isnull", True),
                    models.Q(
                        models.Q(("paid_eyes", models.F("prepared_eyes")), _negated=True),
                        models.Q(("paid_eyes", models.F("answered_eyes")), _negated=True),
                        models.Q(("paid_eyes", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="transfer_paid_by_a_third",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("paid_at__isnull", False),
                        ("pooled_fen__isnull", False),
                        ("state__in", ["in_transit", "credited"]),
                    ),
                    models.Q(
                        models.Q(("state__in", ["in_transit", "credited"]), _negated=True), ("paid_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="transfer_money_has_its_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("received_at__isnull", False),
                        ("state", "credited"),
                        models.Q(("received_eyes", models.F("paid_eyes")), _negated=True),
                        models.Q(("received_eyes", models.F("answered_eyes")), _negated=True),
                        models.Q(("received_eyes", models.F("prepared_eyes")), _negated=True),
                    ),
                    models.Q(models.Q(("state", "credited"), _negated=True), ("received_at__isnull", True)),
                    _connector="OR",
                ),
                name="transfer_credited_is_received",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("due_on__isnull", False),
                        ("ended_at__isnull", True),
                        ("limit_days__isnull", False),
                        (
                            "state__in",
                            [
                                contributions.transfers.rules.course.State["REQUESTED"],
                                contributions.transfers.rules.course.State["PREPARED"],
                                contributions.transfers.rules.course.State["REFUSING"],
                                contributions.transfers.rules.course.State["ANSWERED"],
                                contributions.transfers.rules.course.State["IN_TRANSIT"],
                            ],
                        ),
                    ),
                    models.Q(
                        ("due_on__isnull", True),
                        ("ended_at__isnull", False),
                        ("limit_days__isnull", True),
                        (
                            "state__in",
                            [
                                contributions.transfers.rules.course.State["CREDITED"],
                                contributions.transfers.rules.course.State["REFUSED"],
                                contributions.transfers.rules.course.State["WITHDRAWN"],
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="transfer_has_a_due_day_or_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), ("state__in", ["refusing", "refused", "withdrawn"]), _negated=True),
                name="transfer_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="overlapreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_fen__gt", 0),
                    models.Q(("bank_reference", ""), _negated=True),
                    models.Q(("returned_eyes", ""), _negated=True),
                ),
                name="overlap_returned_by_a_slip",
            ),
        ),
        migrations.AddConstraint(
            model_name="overlap",
            constraint=models.UniqueConstraint(fields=("transfer", "year"), name="overlap_year_once"),
        ),
        migrations.AddConstraint(
            model_name="overlap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "amount_fen",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("own_fen"), "*", models.F("months")
                                ),
                                "+",
                                models.Value(6),
                            ),
                            "/",
                            models.Value(12),
                        ),
                    ),
                    ("months__gte", 1),
                    ("months__lte", 12),
                    ("own_fen__gt", 0),
                ),
                name="overlap_by_twelfths",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferyear",
            constraint=models.UniqueConstraint(fields=("transfer", "year"), name="transfer_year_once"),
        ),
        migrations.AddConstraint(
            model_name="transferyear",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gte", -12), ("months__lte", 12)), name="transfer_year_counts"
            ),
        ),
    ]
