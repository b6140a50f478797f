"""Institutions left out of a clearing, what waits for the next, and who is held by somebody's word."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
_APPENDED = ("settlement_leftout", "settlement_waiting")


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0004_own"),
        ("settlement", "0011_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClearingHold",
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
                ("reason", models.CharField(max_length=500)),
                ("held_eyes", models.CharField(max_length=64)),
                ("held_at", models.DateTimeField()),
                ("lifted_eyes", models.CharField(blank=True, max_length=64)),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_reason", models.CharField(blank=True, max_length=500)),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearing_holds",
                        to="providers.institution",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("institution", "fund"),
                        name="clearing_held_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="clearing_hold_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lifted_at__isnull", True),
                                ("lifted_by__isnull", True),
                                ("lifted_eyes", ""),
                                ("lifted_reason", ""),
                            ),
                            models.Q(
                                ("lifted_at__isnull", False),
                                ("lifted_by__isnull", False),
                                models.Q(("lifted_eyes", ""), _negated=True),
                                models.Q(("lifted_reason", ""), _negated=True),
                                models.Q(("lifted_eyes", models.F("held_eyes")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="clearing_hold_lifted_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeftOut",
            fields=[
                (
                    "clearing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="left_out",
                        serialize=False,
                        to="settlement.clearing",
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("suspended", "suspended"),
                            ("held", "held"),
                            ("account", "account"),
                            ("owes", "owes"),
                            ("by_hand", "by_hand"),
                        ],
                        help_text="What stood against paying it just then.",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("left_out_eyes", models.CharField(max_length=64)),
                ("left_out_at", models.DateTimeField()),
                (
                    "left_out_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="left_out_says_why")
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("suspended", "suspended"),
                            ("held", "held"),
                            ("account", "account"),
                            ("owes", "owes"),
                            ("by_hand", "by_hand"),
                        ],
                        max_length=10,
                    ),
                ),
                ("settlements", models.IntegerField()),
                ("fund_fen", siadmin.kernel.fields.FenField()),
                ("account_fen", siadmin.kernel.fields.FenField()),
                ("disallowed_fen", siadmin.kernel.fields.FenField()),
                ("due_fen", siadmin.kernel.fields.FenField(help_text="Below nought: it owes that much.")),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.institution"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waiting", to="settlement.clearingrun"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("run", "institution"), name="waiting_once_a_run"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "due_fen",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("fund_fen"), "+", models.F("account_fen")
                                    ),
                                    "-",
                                    models.F("disallowed_fen"),
                                ),
                            )
                        ),
                        name="waiting_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("because", "owes"), _negated=True),
                            ("fund_fen__lt", models.F("disallowed_fen")),
                            ("account_fen__lt", 0),
                            _connector="OR",
                        ),
                        name="waiting_owes_below_nought",
                    ),
                ],
            },
        ),
        SqlFile(SQL / "left_out.sql"),
        Eyes("settlement_leftout", "left_out"),
        Eyes("settlement_clearinghold", "held", "lifted"),
        *(AppendOnly(table) for table in _APPENDED),
        OnlyAppended(*_APPENDED),
    ]
