"""What was told as returned and had arrived is put right by two; what arrived twice is demanded back."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0006_reply_by_a_third"),
        ("letters", "0002_promises"),
        ("matters", "0003_limits_in_calendar_days"),
        ("payments", "0035_rises_that_end"),
        ("registry", "0004_the_dead"),
    ]

    operations = [
        migrations.AlterField(
            model_name="hold",
            name="because",
            field=models.CharField(
                choices=[
                    ("died", "died"),
                    ("no_account", "no_account"),
                    ("shared_account", "shared_account"),
                    ("working", "working"),
                    ("two_benefits", "two_benefits"),
                    ("jump", "jump"),
                    ("outlier", "outlier"),
                    ("back_pay", "back_pay"),
                    ("sample", "sample"),
                    ("suspected", "suspected"),
                    ("stopped", "stopped"),
                    ("arrived", "arrived"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="Arrived",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("batch_id", models.BigIntegerField()),
                ("row", models.BigIntegerField()),
                (
                    "told",
                    models.CharField(
                        choices=[
                            ("paid", "paid"),
                            ("no_such_account", "no_such_account"),
                            ("name_differs", "name_differs"),
                            ("account_closed", "account_closed"),
                            ("account_frozen", "account_frozen"),
                            ("other", "other"),
                        ],
                        help_text="What was said of it before.",
                        max_length=16,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("undue_fen", siadmin.kernel.fields.FenField(default=0)),
                ("number", models.CharField(blank=True, help_text="Of the demand.", max_length=12)),
                ("due_on", models.DateField(null=True)),
                ("law", models.CharField(blank=True, help_text="What the term rests on.", max_length=300)),
                ("decided_at", models.DateTimeField()),
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
                (
                    "letter",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="arrived", to="payments.paymentrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ArrivedRepaid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("received_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "arrived",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="repaid", to="payments.arrived"
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
        ),
        migrations.AddConstraint(
            model_name="arrived",
            constraint=models.UniqueConstraint(fields=("month", "batch_id", "row"), name="arrived_once"),
        ),
        migrations.AddConstraint(
            model_name="arrived",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True), fields=("number",), name="arrived_demand_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="arrived",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("told", "paid"), _negated=True), models.Q(("reason", ""), _negated=True)),
                name="arrived_was_told_otherwise",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrived",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on__isnull", True), ("letter__isnull", True), ("number", ""), ("undue_fen", 0)),
                    models.Q(
                        ("due_on__isnull", False),
                        ("letter__isnull", False),
                        ("undue_fen__gt", 0),
                        models.Q(("number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="arrived_beside_is_demanded",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrivedrepaid",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="arrived_repaid_pays"),
        ),
        AppendOnly("payments_arrived"),
        AppendOnly("payments_arrivedrepaid"),
        OnlyAppended("payments_arrived", "payments_arrivedrepaid"),
        migrations.RunSQL((SQL / "has_left.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        SqlFileTakenBack(SQL / "put_right.sql"),
        SqlFile(SQL / "put_right.sql"),
        SqlFile(SQL / "arrived.sql"),
    ]
