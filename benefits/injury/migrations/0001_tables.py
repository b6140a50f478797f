import django.db.models.deletion
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("claims", "0001_tables"),
        ("ledger", "0001_tables"),
        ("letters", "0001_tables"),
        ("matters", "0001_tables"),
        ("projects", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Advance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("asked_on", models.DateField(help_text="When the employer was asked to pay.")),
                ("due_on", models.DateField(help_text="By when it pays back what is advanced first.")),
                ("decided_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "contractor",
                    models.ForeignKey(
                        help_text="Liable with the employer.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.employer",
                    ),
                ),
                (
                    "contractor_letter",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
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
            ],
        ),
        migrations.CreateModel(
            name="AdvanceUncollectable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField()),
                (
                    "advance",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uncollectable", to="injury.advance"
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
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                (
                    "applicant",
                    models.CharField(
                        choices=[
                            ("employer", "employer"),
                            ("worker", "worker"),
                            ("relative", "relative"),
                            ("union", "union"),
                        ],
                        max_length=8,
                    ),
                ),
                ("applied_on", models.DateField()),
                ("happened_on", models.DateField(help_text="Of a disease the day of its diagnosis.")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("accident", "accident"),
                            ("preparing", "preparing"),
                            ("violence", "violence"),
                            ("disease", "disease"),
                            ("on_errand", "on_errand"),
                            ("commuting", "commuting"),
                            ("by_other_law", "by_other_law"),
                            ("sudden_illness", "sudden_illness"),
                            ("rescue", "rescue"),
                            ("veteran", "veteran"),
                        ],
                        max_length=16,
                    ),
                ),
                ("is_undisputed", models.BooleanField()),
                ("is_late", models.BooleanField()),
                ("was_insured", models.BooleanField()),
                ("answer_by", models.DateField(null=True)),
                ("accepted_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="injury_applications",
                        to="registry.employer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="injury_applications",
                        to="registry.person",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.project"
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
            name="Certification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("certified", "certified"),
                            ("treated_as", "treated_as"),
                            ("not_certified", "not_certified"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("accident", "accident"),
                            ("preparing", "preparing"),
                            ("violence", "violence"),
                            ("disease", "disease"),
                            ("on_errand", "on_errand"),
                            ("commuting", "commuting"),
                            ("by_other_law", "by_other_law"),
                            ("sudden_illness", "sudden_illness"),
                            ("rescue", "rescue"),
                            ("veteran", "veteran"),
                            ("crime", "crime"),
                            ("drunk", "drunk"),
                            ("self_harm", "self_harm"),
                            ("none_of_these", "none_of_these"),
                        ],
                        max_length=16,
                    ),
                ),
                ("is_silent", models.BooleanField()),
                ("decided_at", models.DateTimeField()),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certification",
                        to="injury.application",
                    ),
                ),
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
                    "employer_letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
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
            name="Injury",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("happened_on", models.DateField()),
                ("was_insured", models.BooleanField()),
                (
                    "certification",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="injury", to="injury.certification"
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="injuries", to="registry.employer"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="injuries", to="registry.person"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="injuries",
                        to="projects.project",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        help_text="Whose fund pays.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agency.region",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DependantShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wage_fen", siadmin.kernel.fields.FenField(help_text="The own wage of who died, a month.")),
                ("is_spouse", models.BooleanField()),
                ("is_alone", models.BooleanField(help_text="An orphan, or an elder without anybody else.")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.decision"
                    ),
                ),
                (
                    "injury",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="injury.injury"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Appraisal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("first", "First"), ("again", "Again"), ("review", "Review")], max_length=6
                    ),
                ),
                ("grade", models.SmallIntegerField(help_text="1, the worst, to 10; none: no grade.", null=True)),
                (
                    "nursing",
                    models.CharField(
                        blank=True, choices=[("full", "full"), ("most", "most"), ("part", "part")], max_length=4
                    ),
                ),
                ("committee", models.CharField(max_length=80)),
                ("document", models.CharField(max_length=40)),
                ("concluded_on", models.DateField()),
                ("delivered_on", models.DateField()),
                ("final_from", models.DateField()),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "injury",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appraisals", to="injury.injury"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="advance",
            name="injury",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="advance", to="injury.injury"
            ),
        ),
        migrations.CreateModel(
            name="Missing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "injury",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="missing", to="injury.injury"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CameBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "missing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="came_back", to="injury.missing"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("starts_on", models.DateField(help_text="From when it is treated again.")),
                ("committee", models.CharField(max_length=80)),
                ("document", models.CharField(max_length=40)),
                ("confirmed_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "injury",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recurrences", to="injury.injury"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaidLeave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("first", "first"), ("extended", "extended")], max_length=8)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField()),
                ("months", models.SmallIntegerField()),
                ("committee", models.CharField(blank=True, max_length=80)),
                ("document", models.CharField(blank=True, max_length=40)),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "injury",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leaves", to="injury.injury"
                    ),
                ),
                (
                    "recurrence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="injury.recurrence",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agrees", models.BooleanField()),
                ("made_at", models.DateTimeField()),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statement", to="injury.application"
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
            name="AdvanceRecovered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("received_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "advance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recovered", to="injury.advance"
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
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="injury_advance_recovered_pays"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                fields=("person", "employer", "happened_on"), name="injury_applied_for_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer_by__isnull", True), ("applicant", "employer")),
                    models.Q(
                        models.Q(("applicant", "employer"), _negated=True),
                        ("answer_by__isnull", False),
                        ("is_late", False),
                    ),
                    _connector="OR",
                ),
                name="injury_employer_is_asked_or_applied",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("applied_on__gte", models.F("happened_on"))), name="injury_before_its_application"
            ),
        ),
        migrations.AddConstraint(
            model_name="certification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "ground__in",
                            ["accident", "preparing", "violence", "disease", "on_errand", "commuting", "by_other_law"],
                        ),
                        ("outcome", "certified"),
                    ),
                    models.Q(("ground__in", ["sudden_illness", "rescue", "veteran"]), ("outcome", "treated_as")),
                    models.Q(
                        ("ground__in", ["crime", "drunk", "self_harm", "none_of_these"]), ("outcome", "not_certified")
                    ),
                    _connector="OR",
                ),
                name="injury_outcome_of_its_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="injury",
            constraint=models.UniqueConstraint(fields=("person", "employer", "happened_on"), name="injury_once"),
        ),
        migrations.AddConstraint(
            model_name="dependantshare",
            constraint=models.CheckConstraint(condition=models.Q(("wage_fen__gt", 0)), name="injury_share_of_a_wage"),
        ),
        migrations.AddConstraint(
            model_name="appraisal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "first")), fields=("injury",), name="injury_appraised_first_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisal",
            constraint=models.UniqueConstraint(fields=("committee", "document"), name="injury_conclusion_once"),
        ),
        migrations.AddConstraint(
            model_name="appraisal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grade__isnull", True), models.Q(("grade__gte", 1), ("grade__lte", 10)), _connector="OR"
                ),
                name="injury_grade",
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("delivered_on__gte", models.F("concluded_on")), ("final_from__gte", models.F("delivered_on"))
                ),
                name="injury_appraisal_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contractor__isnull", True), ("contractor_letter__isnull", True)),
                    models.Q(("contractor__isnull", False), ("contractor_letter__isnull", False)),
                    _connector="OR",
                ),
                name="injury_contractor_is_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="recurrence",
            constraint=models.UniqueConstraint(fields=("committee", "document"), name="injury_recurrence_once"),
        ),
        migrations.AddConstraint(
            model_name="recurrence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_on__gte", models.F("starts_on")), models.Q(("document", ""), _negated=True)
                ),
                name="injury_recurrence_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="paidleave",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "first")),
                fields=("injury", "recurrence"),
                name="injury_leave_first_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="paidleave",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_before__gt", models.F("starts_on")), ("months__gt", 0)),
                name="injury_leave_has_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="paidleave",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("committee", ""), ("document", ""), ("kind", "first")),
                    models.Q(
                        ("kind", "extended"),
                        models.Q(("committee", ""), _negated=True),
                        models.Q(("document", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="injury_leave_longer_is_confirmed",
            ),
        ),
    ]
