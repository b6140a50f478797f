"""Benefits that rise together by a measure of the law."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import benefits.payments.rules.rising
import siadmin.kernel.fields
from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_promises"),
        ("claims", "0002_promises"),
        ("kernel", "0002_promises"),
        ("payments", "0005_components"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="component",
            name="item",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="in_payment",
                to="claims.decisionitem",
            ),
        ),
        migrations.CreateModel(
            name="Rise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("measure", models.CharField(max_length=30)),
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
                ("component", models.CharField(max_length=30)),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("law", models.JSONField(help_text="Every value it was reckoned by, with its source.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reckoning", "reckoning"),
                            ("checking", "checking"),
                            ("approved", "approved"),
                            ("done", "done"),
                            ("cancelled", "cancelled"),
                        ],
                        default=benefits.payments.rules.rising.RiseState["RECKONING"],
                        max_length=10,
                    ),
                ),
                ("version", models.IntegerField(default=0)),
                ("people", models.IntegerField(default=0)),
                ("month_fen", siadmin.kernel.fields.FenField(default=0, help_text="More a month, everybody together.")),
                ("opened_eyes", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("approved_eyes", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
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
                    "put_run",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="puts", to="kernel.run"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="reckons", to="kernel.run"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RiseLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before_fen", siadmin.kernel.fields.FenField(help_text="A month, before it.")),
                ("amount_fen", siadmin.kernel.fields.FenField(help_text="More a month.")),
                ("told", models.JSONField(help_text="The facts, as the measure names them.")),
                (
                    "entitlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rises", to="payments.entitlement"
                    ),
                ),
                (
                    "rise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="payments.rise"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="component",
            name="rise_line",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="in_payment",
                to="payments.riseline",
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("item__isnull", False), ("rise_line__isnull", True)),
                    models.Q(("item__isnull", True), ("rhythm", "monthly"), ("rise_line__isnull", False)),
                    _connector="OR",
                ),
                name="component_by_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="rise",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("region", "measure", "from_month"),
                name="rise_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="rise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_eyes", ""),
                    models.Q(("approved_eyes", models.F("opened_eyes")), _negated=True),
                    _connector="OR",
                ),
                name="rise_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="rise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_by__isnull", True),
                        ("put_run", None),
                        ("state__in", ["reckoning", "checking", "cancelled"]),
                    ),
                    models.Q(
                        ("approved_by__isnull", False), ("put_run__isnull", False), ("state__in", ["approved", "done"])
                    ),
                    _connector="OR",
                ),
                name="rise_approved_by_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="riseline",
            constraint=models.UniqueConstraint(fields=("rise", "entitlement"), name="rise_line_once"),
        ),
        migrations.AddConstraint(
            model_name="riseline",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0), ("before_fen__gt", 0)), name="rise_line_pays"
            ),
        ),
        SqlFile(SQL / "rises.sql"),
        Eyes("payments_rise", "opened", "approved"),
        AppendOnly("payments_riseline"),
        OnlyAppended("payments_riseline"),
    ]
