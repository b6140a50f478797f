"""Applications to certify injuries, what employers say of them, what is decided, and the injuries found."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0002_promises"),
        ("claims", "0005_granted_once"),
        ("letters", "0002_promises"),
        ("matters", "0003_limits_in_calendar_days"),
        ("registry", "0003_persons_known"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        SqlFile(SQL / "certification.sql"),
        AppendOnly("injury_application"),
        AppendOnly("injury_statement"),
        AppendOnly("injury_certification"),
        AppendOnly("injury_injury"),
        OnlyAppended("injury_application", "injury_statement", "injury_certification", "injury_injury"),
    ]
