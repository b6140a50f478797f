import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Employment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("employee", "Employee"),
                            ("over_age", "Over Age"),
                            ("second_employer", "Second Employer"),
                        ],
                        max_length=16,
                    ),
                ),
                ("medical_category", models.CharField(default="employee", max_length=20)),
                ("pension_category", models.CharField(default="employee", max_length=24)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("contract_expired", "Contract Expired"),
                            ("employer_terminated", "Employer Terminated"),
                            ("agreed_on_employers_proposal", "Agreed On Employers Proposal"),
                            ("employer_dissolved", "Employer Dissolved"),
                            ("forced_by_employers_breach", "Forced By Employers Breach"),
                            ("dismissed_for_fault", "Dismissed For Fault"),
                            ("resigned", "Resigned"),
                            ("retired", "Retired"),
                            ("died", "Died"),
                            ("moved_within_group", "Moved Within Group"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reported_on", models.DateField(null=True)),
                (
                    "late_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("work_unclear", "Work Unclear"),
                            ("probation", "Probation"),
                            ("papers_missing", "Papers Missing"),
                            ("insured_elsewhere_still", "Insured Elsewhere Still"),
                            ("person_unwilling", "Person Unwilling"),
                            ("forgotten", "Forgotten"),
                            ("inspection", "Inspection"),
                            ("other", "Other"),
                        ],
                        max_length=24,
                    ),
                ),
                ("late_note", models.CharField(blank=True, max_length=200)),
                ("end_reported_on", models.DateField(null=True)),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="employments", to="registry.employer"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="employments", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EmploymentHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("employee", "Employee"),
                            ("over_age", "Over Age"),
                            ("second_employer", "Second Employer"),
                        ],
                        max_length=16,
                    ),
                ),
                ("medical_category", models.CharField(default="employee", max_length=20)),
                ("pension_category", models.CharField(default="employee", max_length=24)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("contract_expired", "Contract Expired"),
                            ("employer_terminated", "Employer Terminated"),
                            ("agreed_on_employers_proposal", "Agreed On Employers Proposal"),
                            ("employer_dissolved", "Employer Dissolved"),
                            ("forced_by_employers_breach", "Forced By Employers Breach"),
                            ("dismissed_for_fault", "Dismissed For Fault"),
                            ("resigned", "Resigned"),
                            ("retired", "Retired"),
                            ("died", "Died"),
                            ("moved_within_group", "Moved Within Group"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reported_on", models.DateField(null=True)),
                (
                    "late_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("work_unclear", "Work Unclear"),
                            ("probation", "Probation"),
                            ("papers_missing", "Papers Missing"),
                            ("insured_elsewhere_still", "Insured Elsewhere Still"),
                            ("person_unwilling", "Person Unwilling"),
                            ("forgotten", "Forgotten"),
                            ("inspection", "Inspection"),
                            ("other", "Other"),
                        ],
                        max_length=24,
                    ),
                ),
                ("late_note", models.CharField(blank=True, max_length=200)),
                ("end_reported_on", models.DateField(null=True)),
                (
                    "employer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.employer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.person",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="participation.employment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InsuredPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("category", models.CharField(default="employee", max_length=36)),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("before_month", siadmin.kernel.fields.MonthField(null=True)),
                (
                    "ended_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "Left"),
                            ("stopped", "Stopped"),
                            ("year_over", "Year Over"),
                            ("suspended", "Suspended"),
                            ("changed", "Changed"),
                            ("retired", "Retired"),
                            ("died", "Died"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="insured_periods",
                        to="registry.employer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="insured_periods",
                        to="registry.person",
                    ),
                ),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
            ],
        ),
        migrations.CreateModel(
            name="InsuredPeriodHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                ("category", models.CharField(default="employee", max_length=36)),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("before_month", siadmin.kernel.fields.MonthField(null=True)),
                (
                    "ended_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "Left"),
                            ("stopped", "Stopped"),
                            ("year_over", "Year Over"),
                            ("suspended", "Suspended"),
                            ("changed", "Changed"),
                            ("retired", "Retired"),
                            ("died", "Died"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.employer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.person",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="participation.insuredperiod",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agency.region",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OwnTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("flexible", "Flexible"),
                            ("pension_resident", "Pension Resident"),
                            ("medical_resident", "Medical Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "base_fen",
                    siadmin.kernel.fields.FenField(help_text="A base a month; for residents the tier of the year."),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("monthly", "Monthly"),
                            ("quarterly", "Quarterly"),
                            ("half_yearly", "Half Yearly"),
                            ("yearly", "Yearly"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        default="flexible", help_text="Whom the law of a month distinguishes.", max_length=36
                    ),
                ),
                (
                    "is_hard_to_place",
                    models.BooleanField(default=False, help_text="Recognised by the employment service."),
                ),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("before_month", siadmin.kernel.fields.MonthField(null=True)),
                ("chosen_at", models.DateTimeField()),
                (
                    "chosen_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="own_terms", to="registry.person"
                    ),
                ),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
            ],
        ),
        migrations.CreateModel(
            name="OwnTermsHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("flexible", "Flexible"),
                            ("pension_resident", "Pension Resident"),
                            ("medical_resident", "Medical Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "base_fen",
                    siadmin.kernel.fields.FenField(help_text="A base a month; for residents the tier of the year."),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("monthly", "Monthly"),
                            ("quarterly", "Quarterly"),
                            ("half_yearly", "Half Yearly"),
                            ("yearly", "Yearly"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        default="flexible", help_text="Whom the law of a month distinguishes.", max_length=36
                    ),
                ),
                (
                    "is_hard_to_place",
                    models.BooleanField(default=False, help_text="Recognised by the employment service."),
                ),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("before_month", siadmin.kernel.fields.MonthField(null=True)),
                ("chosen_at", models.DateTimeField()),
                (
                    "chosen_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.person",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="participation.ownterms",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agency.region",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="employment",
            index=models.Index(fields=["employer", "starts_on"], name="employment_roster"),
        ),
        migrations.AddIndex(
            model_name="employment",
            index=models.Index(fields=["person", "starts_on"], name="employment_of_person"),
        ),
        migrations.AddIndex(
            model_name="employment",
            index=models.Index(fields=["reported_on"], name="employment_reported"),
        ),
        migrations.AddIndex(
            model_name="employment",
            index=models.Index(fields=["end_reported_on"], name="employment_end_reported"),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("late_because", ""), ("late_note", "")),
                    models.Q(("reported_on__gt", models.F("starts_on")), models.Q(("late_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="employment_late_by_a_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.CheckConstraint(
                condition=models.Q(("end_reported_on__isnull", True), ("ends_before__isnull", False), _connector="OR"),
                name="employment_end_reported_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_before__isnull", True)),
                fields=("person", "employer"),
                name="employment_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_before__isnull", True), ("ends_before__gt", models.F("starts_on")), _connector="OR"
                ),
                name="employment_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ends_before__isnull", True)),
                    models.Q(("ends_before__isnull", False), models.Q(("end_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="employment_end_has_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "participation_employmenthistory" ("employer_id", "end_reason", "end_reported_on", "ends_before", "id", "kind", "late_because", "late_note", "medical_category", "pension_category", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "starts_on") VALUES (NEW."employer_id", NEW."end_reason", NEW."end_reported_on", NEW."ends_before", NEW."id", NEW."kind", NEW."late_because", NEW."late_note", NEW."medical_category", NEW."pension_category", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reported_on", NEW."starts_on"); RETURN NULL;',
                    hash="26c3df71e10bda9227e611df29e4b1aa1ab358e3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c685c",
                    table="participation_employment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "participation_employmenthistory" ("employer_id", "end_reason", "end_reported_on", "ends_before", "id", "kind", "late_because", "late_note", "medical_category", "pension_category", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "starts_on") VALUES (NEW."employer_id", NEW."end_reason", NEW."end_reported_on", NEW."ends_before", NEW."id", NEW."kind", NEW."late_because", NEW."late_note", NEW."medical_category", NEW."pension_category", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reported_on", NEW."starts_on"); RETURN NULL;',
                    hash="c2806e13c296d10559e7be2d6d4594965e718747",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_63607",
                    table="participation_employment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employmenthistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b12aaac7a1da0a44ea3a17a53baf79eb8d39a8f4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3e446",
                    table="participation_employmenthistory",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="insuredperiod",
            index=models.Index(fields=["person", "insurance", "from_month"], name="insured_of_person"),
        ),
        migrations.AddIndex(
            model_name="insuredperiod",
            index=models.Index(fields=["employer", "person"], name="insured_by_employer"),
        ),
        migrations.AddIndex(
            model_name="insuredperiod",
            index=models.Index(
                condition=models.Q(("category", "employee"), _negated=True),
                fields=["region", "insurance", "category"],
                name="insured_category",
            ),
        ),
        migrations.AddIndex(
            model_name="insuredperiod",
            index=models.Index(
                condition=models.Q(("employer__isnull", True)), fields=["region", "person"], name="insured_by_oneself"
            ),
        ),
        migrations.AddConstraint(
            model_name="insuredperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("before_month__isnull", True), ("before_month__gte", models.F("from_month")), _connector="OR"
                ),
                name="insured_period_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="insuredperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("before_month__isnull", True), ("ended_because", "")),
                    models.Q(("before_month__isnull", False), models.Q(("ended_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="insured_period_end_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="insuredperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_month__day", 1)), name="insured_from_whole_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="insuredperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("before_month__isnull", True), ("before_month__day", 1), _connector="OR"),
                name="insured_before_whole_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="insuredperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("employer__isnull", False),
                    models.Q(("insurance__in", ["injury", "maternity"]), _negated=True),
                    _connector="OR",
                ),
                name="insured_by_oneself_without_injury_and_maternity",
            ),
        ),
        migrations.AddConstraint(
            model_name="insuredperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("category__startswith", "flexible"),
                        ("employer__isnull", True),
                        ("insurance__in", ["pension_employee", "medical_employee", "unemployment"]),
                    ),
                    models.Q(
                        ("category__startswith", "resident"),
                        ("employer__isnull", True),
                        ("insurance__in", ["pension_resident", "medical_resident"]),
                    ),
                    models.Q(
                        ("before_month__isnull", False),
                        ("category", "unemployed"),
                        ("employer__isnull", True),
                        ("insurance", "medical_employee"),
                    ),
                    models.Q(
                        ("employer__isnull", False),
                        models.Q(("insurance__in", ["pension_resident", "medical_resident"]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="insured_by_oneself_by_category",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="insuredperiod",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "participation_insuredperiodhistory" ("before_month", "category", "employer_id", "ended_because", "from_month", "id", "insurance", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id") VALUES (OLD."before_month", OLD."category", OLD."employer_id", OLD."ended_because", OLD."from_month", OLD."id", OLD."insurance", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."region_id"); RETURN NULL;',
                    hash="0bb9246e6a915e87568b60d194bda5d42a98d2da",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6d1b2",
                    table="participation_insuredperiod",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="insuredperiodhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f75078684dde354dc455e03d918864cd88742c4d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ab46b",
                    table="participation_insuredperiodhistory",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="ownterms",
            index=models.Index(fields=["person", "kind", "from_month"], name="own_terms_of_person"),
        ),
        migrations.AddIndex(
            model_name="ownterms",
            index=models.Index(fields=["region", "kind", "from_month"], name="own_terms_of_region"),
        ),
        migrations.AddConstraint(
            model_name="ownterms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("before_month__isnull", True), ("before_month__gte", models.F("from_month")), _connector="OR"
                ),
                name="own_terms_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownterms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_month__day", 1),
                    models.Q(("before_month__isnull", True), ("before_month__day", 1), _connector="OR"),
                ),
                name="own_terms_whole_months",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownterms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("base_fen__gt", 0),
                    (
                        "base_fen",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("base_fen"), "/", models.Value(100)
                            ),
                            "*",
                            models.Value(100),
                        ),
                    ),
                ),
                name="own_terms_whole_yuan",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownterms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("category", "flexible"), ("kind", "flexible")),
                    models.Q(
                        ("before_month__isnull", False),
                        ("category__startswith", "resident"),
                        ("is_hard_to_place", False),
                        ("rhythm", "yearly"),
                        models.Q(("kind", "flexible"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="own_terms_of_residents_are_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownterms",
            constraint=models.UniqueConstraint(
                condition=models.Q(("before_month__isnull", True)), fields=("person", "kind"), name="own_terms_one_open"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownterms",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "participation_owntermshistory" ("base_fen", "before_month", "category", "chosen_at", "chosen_by_id", "from_month", "id", "is_hard_to_place", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "rhythm") VALUES (OLD."base_fen", OLD."before_month", OLD."category", OLD."chosen_at", OLD."chosen_by_id", OLD."from_month", OLD."id", OLD."is_hard_to_place", OLD."kind", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."region_id", OLD."rhythm"); RETURN NULL;',
                    hash="7ce10a4ce32ab2d8b149e44864fd5b2ee0b51f9d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e4f27",
                    table="participation_ownterms",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="owntermshistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9d9ce2332166247747711baf151c5541a18cf449",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0708e",
                    table="participation_owntermshistory",
                    when="BEFORE",
                ),
            ),
        ),
    ]
