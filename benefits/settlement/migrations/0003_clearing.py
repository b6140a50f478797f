"""What bills are flagged for, what a fund pays institutions, and how days compare."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import benefits.settlement.rules.clearing
import siadmin.kernel.fields
from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
_APPENDED = ("settlement_reconciliation", "settlement_difference")


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_promises"),
        ("kernel", "0002_promises"),
        ("ledger", "0003_funding_plans"),
        ("providers", "0003_measures"),
        ("settlement", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Clearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("settlements", models.IntegerField()),
                ("fund_fen", siadmin.kernel.fields.FenField()),
                ("disallowed_fen", siadmin.kernel.fields.FenField()),
                ("pay_fen", siadmin.kernel.fields.FenField()),
                ("paid_at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearings",
                        to="providers.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Cleared",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "settlement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cleared", to="settlement.settlement"
                    ),
                ),
                (
                    "clearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cleared", to="settlement.clearing"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClearingRun",
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
                            ("paid", "paid"),
                            ("cancelled", "cancelled"),
                        ],
                        default=benefits.settlement.rules.clearing.State["ASSEMBLING"],
                        max_length=10,
                    ),
                ),
                ("version", models.IntegerField(default=0)),
                ("total_fen", siadmin.kernel.fields.FenField(default=0)),
                ("opened_eyes", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("reviewed_eyes", models.CharField(blank=True, max_length=64)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("approved_eyes", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.run"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="clearing",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="clearings", to="settlement.clearingrun"
            ),
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("line", models.CharField(blank=True, max_length=40)),
                ("told", models.JSONField()),
                (
                    "disallowed_fen",
                    siadmin.kernel.fields.FenField(
                        help_text="None until it is decided; nought where it was allowed.", null=True
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
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
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="settlement.settlement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClearedFlag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "clearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cleared_flags",
                        to="settlement.clearing",
                    ),
                ),
                (
                    "flag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cleared", to="settlement.flag"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("version", models.SmallIntegerField()),
                ("told_count", models.IntegerField()),
                ("told_charged_fen", siadmin.kernel.fields.FenField()),
                ("told_fund_fen", siadmin.kernel.fields.FenField()),
                ("told_self_pay_fen", siadmin.kernel.fields.FenField()),
                ("own_count", models.IntegerField()),
                ("own_charged_fen", siadmin.kernel.fields.FenField()),
                ("own_fund_fen", siadmin.kernel.fields.FenField()),
                ("own_self_pay_fen", siadmin.kernel.fields.FenField()),
                ("agrees", models.BooleanField()),
                ("told_at", models.DateTimeField()),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reconciliations",
                        to="providers.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Difference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(help_text="Of the settlement, as the institution or we name it.", max_length=12),
                ),
                ("told_fund_fen", siadmin.kernel.fields.FenField(null=True)),
                ("told_self_pay_fen", siadmin.kernel.fields.FenField(null=True)),
                ("own_fund_fen", siadmin.kernel.fields.FenField(null=True)),
                ("own_self_pay_fen", siadmin.kernel.fields.FenField(null=True)),
                (
                    "reconciliation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="differences",
                        to="settlement.reconciliation",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="clearingrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("region", "fund", "month"),
                name="clearing_once_a_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearingrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["reviewed", "approved", "paid"]), _negated=True),
                    models.Q(
                        models.Q(("reviewed_eyes", ""), _negated=True),
                        models.Q(("reviewed_eyes", models.F("opened_eyes")), _negated=True),
                        models.Q(
                            ("state", "reviewed"),
                            models.Q(
                                models.Q(("approved_eyes", ""), _negated=True),
                                models.Q(("approved_eyes", models.F("opened_eyes")), _negated=True),
                                models.Q(("approved_eyes", models.F("reviewed_eyes")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="clearing_by_three",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearing",
            constraint=models.UniqueConstraint(fields=("run", "institution"), name="clearing_once_a_run"),
        ),
        migrations.AddConstraint(
            model_name="clearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "pay_fen",
                        django.db.models.expressions.CombinedExpression(
                            models.F("fund_fen"), "-", models.F("disallowed_fen")
                        ),
                    ),
                    ("pay_fen__gte", 0),
                ),
                name="clearing_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("paid_at__isnull", False), ("entry__isnull", True), _connector="OR"),
                name="clearing_paid_is_booked",
            ),
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(
                condition=models.Q(("disallowed_fen__isnull", True)), fields=["settlement"], name="flag_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("disallowed_fen__isnull", True),
                        ("reason", ""),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("disallowed_fen__gte", 0),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="flag_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearedflag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("amount_fen__gt", 0)), fields=("flag",), name="flag_taken_off_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="clearedflag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("amount_fen__lt", 0)), fields=("flag",), name="flag_given_back_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="clearedflag",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen", 0), _negated=True), name="flag_cleared_is_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="reconciliation",
            constraint=models.UniqueConstraint(
                fields=("institution", "day", "version"), name="reconciliation_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reconciliation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agrees", False),
                    models.Q(
                        ("told_charged_fen", models.F("own_charged_fen")),
                        ("told_count", models.F("own_count")),
                        ("told_fund_fen", models.F("own_fund_fen")),
                        ("told_self_pay_fen", models.F("own_self_pay_fen")),
                    ),
                    _connector="OR",
                ),
                name="reconciliation_agrees",
            ),
        ),
        migrations.AddConstraint(
            model_name="difference",
            constraint=models.UniqueConstraint(fields=("reconciliation", "number"), name="settlement_difference_once"),
        ),
        migrations.AddConstraint(
            model_name="difference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_fund_fen__isnull", False), ("told_self_pay_fen__isnull", False)),
                    models.Q(("own_fund_fen__isnull", False), ("own_self_pay_fen__isnull", False)),
                    _connector="OR",
                ),
                name="settlement_difference_of_one_side",
            ),
        ),
        SqlFile(SQL / "clearing.sql"),
        Eyes("settlement_clearingrun", "opened", "reviewed", "approved"),
        *(AppendOnly(table) for table in _APPENDED),
        OnlyAppended(*_APPENDED),
    ]
