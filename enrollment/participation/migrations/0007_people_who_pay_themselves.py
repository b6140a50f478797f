"""People who pay for themselves: periods without an employer, on terms of their own."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0006_one_person"),
        ("participation", "0006_reported"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("registry", "0004_one_person"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AlterField(
            model_name="insuredperiod",
            name="category",
            field=models.CharField(default="employee", max_length=36),
        ),
        migrations.AlterField(
            model_name="insuredperiod",
            name="employer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="insured_periods",
                to="registry.employer",
            ),
        ),
        migrations.AlterField(
            model_name="insuredperiod",
            name="ended_because",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="insuredperiod",
            name="insurance",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="insuredperiodhistory",
            name="category",
            field=models.CharField(default="employee", max_length=36),
        ),
        migrations.AlterField(
            model_name="insuredperiodhistory",
            name="employer",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.employer",
            ),
        ),
        migrations.AlterField(
            model_name="insuredperiodhistory",
            name="ended_because",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="insuredperiodhistory",
            name="insurance",
            field=models.CharField(
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
                        ("employer__isnull", False),
                        models.Q(("insurance__in", ["pension_resident", "medical_resident"]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="insured_by_oneself_by_category",
            ),
        ),
        migrations.AddField(
            model_name="ownterms",
            name="chosen_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="ownterms",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="own_terms", to="registry.person"
            ),
        ),
        migrations.AddField(
            model_name="ownterms",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region"),
        ),
        migrations.AddField(
            model_name="owntermshistory",
            name="chosen_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="owntermshistory",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.person",
            ),
        ),
        migrations.AddField(
            model_name="owntermshistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="owntermshistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="participation.ownterms",
            ),
        ),
        migrations.AddField(
            model_name="owntermshistory",
            name="region",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agency.region",
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
                    func=(
                        'INSERT INTO "participation_owntermshistory" ("base_fen", "before_month", "category", "chos'
                        'en_at", "chosen_by_id", "from_month", "id", "is_hard_to_place", "kind", "person_id", "pgh_'
                        'context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "rhythm") VALUES (O'
                        'LD."base_fen", OLD."before_month", OLD."category", OLD."chosen_at", OLD."chosen_by_id", OL'
                        'D."from_month", OLD."id", OLD."is_hard_to_place", OLD."kind", OLD."person_id", _pgh_attach'
                        "_context(), NOW(), 'update', "
                        'OLD."id", OLD."region_id", OLD."rhythm"); RETURN NULL;'
                    ),
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
        SqlFile(SQL / "own_terms_once.sql"),
        OnlyAppended("participation_owntermshistory"),
    ]
